# LXC: the group says which container it is, and that is all there is to know.
command -v lxc-start >/dev/null || skip no-runtime "run 'apt-get install lxc'"
clean_up() { lxc-stop -P "$work/lxc" -n proof -k; }
make_image
mkdir -p "$work/lxc/proof"
cat >"$work/lxc/proof/config" <<C
lxc.rootfs.path = dir:$work/image
lxc.uts.name = proof
lxc.net.0.type = none
lxc.apparmor.profile = unconfined
C
watch
lxc-start -P "$work/lxc" -n proof -l INFO -o "$work/lxc.log" -- /bin/sleep 999 2>"$work/start.log" || skip runtime-fails "LXC does not start here: $(grep ERROR "$work/lxc.log" | head -1)"
until_true 10 test "$(lxc-info -P "$work/lxc" -n proof -sH)" = RUNNING || skip runtime-fails "the container does not stay: $(grep ERROR "$work/lxc.log" | head -1)"
lxc-attach -P "$work/lxc" -n proof -- /bin/echo mark-lxc >/dev/null
alert_of mark-lxc | same "a program in LXC" '{"container.id": "proof", "container.type": "lxc"}'
unwatch

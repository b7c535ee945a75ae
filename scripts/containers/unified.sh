# Version 2 of cgroups, where it has the controllers: programs in the groups that systemd and engines make there. A machine with version 1 skips this; 'scripts/kernel-test -- scripts/container-tests unified'
# boots one that has nothing mounted yet.
groups=/sys/fs/cgroup
[ "$(stat -f -c %T $groups)" = cgroup2fs ] || grep -q " $groups/" /proc/mounts || mount -t cgroup2 none $groups 2>/dev/null
grep -qw memory $groups/cgroup.controllers 2>/dev/null || skip version-1 "the controllers of this machine belong to version 1 of cgroups"
made=()
clean_up() { local i; for ((i = ${#made[@]} - 1; i >= 0; i--)); do rmdir "$groups${made[i]}"; done; }
# group PATH: makes it, with the controllers that systemd gives to such groups.
group() {
  local part at=
  for part in ${1//\// }; do
    echo "+cpu +memory" >"$groups$at/cgroup.subtree_control"
    at=$at/$part
    [ -d "$groups$at" ] || { mkdir "$groups$at"; made+=("$at"); }
  done
}
run_in() { bash -c "echo \$\$ >$groups$1/cgroup.procs; exec /bin/echo $2" >/dev/null; }
# one PATH ID [NAME]: the name as JSON; without a runtime there is none.
one() {
  number=$((${number:-0} + 1)); group "$1"; run_in "$1" "mark-$number"
  if [ "$2" = host ]; then
    sleep 2; grep -q "mark-$number" "$work/peregrine.log" && failed "$1 counts as a container" || passed "$1: the host"
  else
    alert_of "mark-$number" | same "$1" "{\"container.id\": \"$2\", \"container.name\": ${3:-null}}"
  fi
}
hex=$(printf 'ab%062d' 1); pod=kubepods-besteffort-pod11111111_2222_4333_8444_555555555555.slice
watch
one "/system.slice/docker-$hex.scope" "${hex:0:12}"
one "/system.slice/docker-$hex.scope/init.scope" "${hex:0:12}"
one "/machine.slice/libpod-$hex.scope/container" "${hex:0:12}"
one "/kubepods.slice/kubepods-besteffort.slice/$pod/cri-containerd-$hex.scope" "${hex:0:12}"
one "/kubepods.slice/kubepods-besteffort.slice/$pod/crio-$hex.scope" "${hex:0:12}"
one "/lxc.payload.web/system.slice/cron.service" web '""' # what LXC tells is the id
one "/system.slice/ssh.service" host
one "/user.slice/user-1000.slice/session-3.scope" host
unwatch

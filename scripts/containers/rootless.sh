# podman without root: an ordinary user's service, made for the test, at the user's own socket.
command -v podman >/dev/null || skip no-runtime "run 'apt-get install podman'"
command -v newuidmap >/dev/null || skip no-uidmap "run 'apt-get install uidmap'"
id kit-user >/dev/null 2>&1 && skip in-use "there is a user kit-user already"
useradd -m -d "$work/home" kit-user || skip no-user "no user can be made here"
uid=$(id -u kit-user); user_home=$work/home; chmod 755 "$work"
clean_up() {
  as_user podman rm -fa -t 0
  undaemon service
  ps -o pid= -u kit-user | while read -r pid; do kill "$pid"; done
  sleep 0.5
  userdel kit-user; rm -rf "/run/user/$uid"
}
mkdir -p "/run/user/$uid/podman" "$user_home/.config/containers"
printf '[storage]\ndriver="vfs"\n' >"$user_home/storage.conf"
printf '[containers]\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\n[engine]\ncgroup_manager="cgroupfs"\nevents_logger="file"\nruntime="runc"\n' >"$user_home/containers.conf"
printf '{"default":[{"type":"insecureAcceptAnything"}]}' >"$user_home/.config/containers/policy.json"
make_image; cp "$work/image.tar" "$user_home/"
chown -R kit-user: "/run/user/$uid" "$user_home"; chmod 700 "/run/user/$uid"
as_user() {
  (cd "$user_home" && exec setpriv --reuid "$uid" --regid "$(id -g kit-user)" --clear-groups env -i "PATH=$PATH" "HOME=$user_home" "XDG_RUNTIME_DIR=/run/user/$uid" \
    "CONTAINERS_STORAGE_CONF=$user_home/storage.conf" "CONTAINERS_CONF=$user_home/containers.conf" "$@")
}
truth() { as_user podman inspect --type container "$1" | jq -c --arg runtime podman --argjson image null ".[0] | $(cat "$home/scripts/containers/truth.jq")"; }
as_user podman import -c 'CMD ["/bin/sleep","999"]' -c 'LABEL team=green' "$user_home/image.tar" localhost/proof:1 >/dev/null 2>"$work/import.log" || skip runtime-fails "$(tail -1 "$work/import.log")"

echo "A user's socket that comes after the engine:"
watch
daemon service setpriv --reuid "$uid" --regid "$(id -g kit-user)" --clear-groups env -i "PATH=$PATH" "HOME=$user_home" "XDG_RUNTIME_DIR=/run/user/$uid" \
  "CONTAINERS_STORAGE_CONF=$user_home/storage.conf" "CONTAINERS_CONF=$user_home/containers.conf" bash -c "cd; exec podman system service -t 0 unix:///run/user/$uid/podman/podman.sock"
until_true 30 test -S "/run/user/$uid/podman/podman.sock" || skip runtime-fails "the user's service does not start: $(tail -1 "$work/service.log")"
answers "podman at /run/user/$uid"
for name in one two; do
  as_user podman run -d --name $name --network none --user 1000 localhost/proof:1 >/dev/null 2>"$work/run.log" || skip runtime-fails "$(tail -1 "$work/run.log")"
  as_user podman exec $name /bin/echo "mark-$name" >/dev/null
  id=$(as_user podman inspect -f '{{.Id}}' $name)
  if grep -q "$id" "/proc/$(as_user podman inspect -f '{{.State.Pid}}' $name)/cgroup"; then
    alert_of "mark-$name" | same $name "$(truth $name)"
  else
    passed "$name has no cgroup of its own here, so that it counts as the host"
  fi
done
unwatch

# podman as root: its service, an image and containers in a folder of their own.
command -v podman >/dev/null || skip no-runtime "run 'apt-get install podman'"
[ -S /run/podman/podman.sock ] && skip in-use "a podman that is not ours listens at /run/podman/podman.sock"

clean_up() { podman pod rm -fa -t 0; podman ps -aq | while read -r c; do podman rm -f --depend -t 0 "$c"; done; rm -f /run/podman/podman.sock; ip link del kit-podman; }
configure() {
  mkdir -p "$work/podman/cni" /run/podman
  printf '[storage]\ndriver="vfs"\nrunroot="%s"\ngraphroot="%s"\n' "$work/podman/run" "$work/podman/graph" >"$work/podman/storage.conf"
  cat >"$work/podman/containers.conf" <<C
[containers]
default_ulimits=["nofile=1024:1024","nproc=1024:1024"]
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
runtime="kit"
[engine.runtimes]
kit=["$work/runc"]
[network]
network_backend="cni"
network_config_dir="$work/podman/cni"
default_network="kitnet"
C
  cat >"$work/podman/cni/kitnet.conflist" <<C
{"cniVersion":"0.4.0","name":"kitnet","plugins":[{"type":"bridge","bridge":"kit-podman","isGateway":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"10.92.0.0/24"}]]}}]}
C
  export CONTAINERS_CONF="$work/podman/containers.conf" CONTAINERS_STORAGE_CONF="$work/podman/storage.conf"
}
start_podman() {
  daemon podman podman system service -t 0 unix:///run/podman/podman.sock
  until_true 30 curl -sf --unix-socket /run/podman/podman.sock http://localhost/_ping || skip runtime-fails "podman's service does not start: $(tail -1 "$work/podman.log")"
}
truth() { podman inspect --type container "$1" | jq -c --arg runtime podman --argjson image null ".[0] | $(cat "$home/scripts/containers/truth.jq")"; }
run() { local name=$1; shift; podman run -d --name "$name" "$@" >/dev/null 2>>"$work/podman-run.log" || failed "podman run $name: $(tail -1 "$work/podman-run.log")"; }
compare() { podman exec "$1" /bin/echo "mark-$1" >/dev/null; alert_of "mark-$1" | same "$1" "$(truth "$1")"; }

make_image; make_runc; configure
podman import -c 'CMD ["/bin/sleep","999"]' -c 'LABEL team=blue' "$work/image.tar" localhost/proof:1 >/dev/null 2>&1 || skip runtime-fails "the image cannot be imported"
podman tag localhost/proof:1 docker.io/library/tiny:3.20
start_podman
run before --network none -v /etc:/host/etc:ro --label "long=$(printf %0101d 0)" localhost/proof:1
[ "$(count FAILED)" = 0 ] || skip runtime-fails "$(tail -1 "$work/podman-run.log")"
podman create --name never --network none localhost/proof:1 >/dev/null

watch; answers podman
echo "Every field is the runtime's own:"
run plain --network none localhost/proof:1
run net docker.io/library/tiny:3.20
run priv --privileged --network host --pid host --ipc host localhost/proof:1
run mounts --network none -v /usr/share:/a:ro -v "$work:/b:rw" --label empty= --label a.b/c=dotted localhost/proof:1
run user --network none --user 1000:1000 localhost/proof:1
run parent --network none --cgroup-parent /my/slice localhost/proof:1
for name in before plain net priv mounts user parent; do compare "$name"; done

echo "What happens to a container:"
[ "$(alert_of mark-user | jq -r '."user.name"')" = app ] && passed "a user of the container's own passwd" || failed "the user of the container is $(alert_of mark-user | jq -r '."user.name"')"
podman rename plain renamed; sleep 0.5
podman exec renamed /bin/echo mark-renamed >/dev/null; alert_of mark-renamed | same "after a rename" "$(truth renamed)"
podman restart -t 0 renamed >/dev/null; podman exec renamed /bin/echo mark-restarted >/dev/null; alert_of mark-restarted | same "after a restart" "$(truth renamed)"
podman exec priv /bin/unshare -pf /bin/echo mark-nested >/dev/null; alert_of mark-nested | same "in a PID namespace within" "$(truth priv)"
podman exec priv /bin/echo mark-after >/dev/null; alert_of mark-after | same "after that namespace has ended" "$(truth priv)"
if podman pod create --network none --name pod --infra-image localhost/proof:1 --infra-command '/bin/sleep 999' >/dev/null 2>&1; then
  run inpod --pod pod localhost/proof:1; compare inpod
fi

echo "Kinds that might be told wrongly:"
# kind TITLE OPTION...: a container so made, all fields compared; `name` is its name.
kind() { local title=$1; shift; name=kind$((${name//[!0-9]/} + 1)); run $name "$@"; podman exec $name /bin/echo "mark-$name" >/dev/null 2>>"$work/podman-run.log"; alert_of "mark-$name" | same "$title" "$(truth $name)"; }
name=kind0
kind "an image without a tag in its name" --network none proof:1
kind "an image by its id" --network none "$(podman image inspect -f '{{.Id}}' localhost/proof:1)"
kind "an image by its digest" --network none "localhost/proof@$(podman image inspect -f '{{.Digest}}' localhost/proof:1)"
kind "labels with quotes, signs and every alphabet" --network none --label 'a=q"uo\te' --label 'signs=<a&b>:,=%{x}' --label 'größe=日本語 🐦' --label noequals localhost/proof:1
mkdir -p "$work/odd folder"; kind "a mount with blanks" --network none --mount "type=bind,src=$work/odd folder,dst=/das ist,ro=true" localhost/proof:1
kind "a check CMD-SHELL" --network none --health-cmd '/bin/cat /etc/passwd' --health-interval disable localhost/proof:1; of=$name
podman healthcheck run $of >/dev/null 2>&1; podman healthcheck run $of >/dev/null 2>&1
checked() { grep '"proc.is_container_healthcheck":true' "$work/peregrine.log" | grep -q "\"container.name\":\"$of\""; }
until_true 10 checked && passed "the check is told from other programs" || failed "no program is told to be the check"
kind "a check CMD" --network none --health-cmd '["/bin/cat","/etc/group"]' --health-interval disable localhost/proof:1; of=$name
podman healthcheck run $of >/dev/null 2>&1; until_true 10 checked && passed "the check CMD is told from other programs" || failed "no program is told to be the check CMD"
kind "no check" --network none --no-healthcheck localhost/proof:1
kind "the processes of another" --network none --pid "container:$name" localhost/proof:1
kind "the network of another" --network "container:$name" localhost/proof:1
[ -x /usr/libexec/podman/catatonit ] || command -v catatonit >/dev/null && kind "an init" --network none --init localhost/proof:1
kind "private cgroups" --network none --cgroupns private localhost/proof:1
kind "the host's cgroups" --network none --cgroupns host localhost/proof:1
kind "a user namespace" --network none --uidmap 0:100000:65536 --gidmap 0:100000:65536 localhost/proof:1
kind "a folder instead of an image" --network none --rootfs "$work/image" /bin/sleep 999
run twice --network none localhost/proof:1; compare twice; podman rm -f -t 0 twice >/dev/null; run twice --network none docker.io/library/tiny:3.20
podman exec twice /bin/echo mark-second >/dev/null; alert_of mark-second | same "a name that is used again" "$(truth twice)"
podman pause twice >/dev/null 2>>"$work/podman-run.log" && podman unpause twice >/dev/null; podman exec twice /bin/echo mark-unpaused >/dev/null; alert_of mark-unpaused | same "behind a pause" "$(truth twice)"
if podman pod exists pod; then
  infra=$(podman pod inspect pod | jq -r .InfraContainerID)
  grep '"rule":"life"' "$work/peregrine.log" | grep -q "\"container.id\":\"${infra:0:12}\"" && passed "the pod's own container is known" || failed "the pod's own container is unknown"
fi

echo "Short containers:"
short() { podman run --rm --network none --name "$1" localhost/proof:1 /bin/sleep 0.05; }
short_containers short
known() { [ "$(figure peregrine_containers_known)" = "$(podman ps -aq | wc -l)" ]; }
until_true 60 known && passed "as many containers are known as there are: $(podman ps -aq | wc -l)" || failed "$(figure peregrine_containers_known) containers are known, there are $(podman ps -aq | wc -l)"

echo "The service ends and comes back:"
undaemon podman; rm -f /run/podman/podman.sock; sleep 1
start_podman; run again --network none localhost/proof:1; compare again
unwatch

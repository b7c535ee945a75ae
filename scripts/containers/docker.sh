# Docker: dockerd with a folder, a socket and an image of its own.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"

clean_up() { docker ps -aq | while read -r c; do docker rm -f "$c"; done; ip link del kit-docker; }
start_docker() {
  remove_stale_socket
  daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
    --ip6tables=false --ip-masq=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
  until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
}
truth() { docker inspect "$1" | jq -c --arg runtime docker --argjson image "$(docker image inspect "$(docker inspect -f '{{.Image}}' "$1")" | jq -c '.[0]')" ".[0] | $(cat "$home/scripts/containers/truth.jq")"; }
run() { local name=$1; shift; docker run -d --name "$name" "$@" >/dev/null || failed "docker run $name"; }
compare() { docker exec "$1" /bin/echo "mark-$1" >/dev/null; alert_of "mark-$1" | same "$1" "$(truth "$1" 2>&1)"; }

make_image; make_runc; start_docker
docker import -c 'CMD ["/bin/sleep","999"]' -c 'LABEL team=red' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
docker tag proof:1 example.org:5443/group/app:v1.2.3
docker network create -o com.docker.network.bridge.name=kit-docker --subnet 10.91.0.0/24 kit >/dev/null
run before --network none -v /etc:/host/etc:ro --label "long=$(printf %0101d 0)" proof:1
docker create --name never --network none proof:1 >/dev/null

watch; answers docker
passed "the log: $(grep -o 'The container runtime docker.*' "$work/peregrine.log")"

echo "Every field is the runtime's own:"
run plain --network none proof:1
run net --network kit --label empty= --label a.b/c=dotted proof:1
run priv --privileged --network host --pid host --ipc host -v /usr/share:/share proof:1
# One mount: dockerd tells several in another order each time.
run mounts --network none -v "$work:/b:rw" --tmpfs /scratch proof:1
run other --network none example.org:5443/group/app:v1.2.3
run byid --network none "$(docker image inspect -f '{{.Id}}' proof:1)"
run user --network none --user 1000 proof:1
run healthy --network none --health-cmd '/bin/cat /etc/passwd' --health-interval 1s proof:1
run pod --network none --label io.kubernetes.pod.name=shop-0 --label io.kubernetes.pod.namespace=prod --label io.kubernetes.pod.uid=11111111-2222-4333-8444-555555555555 proof:1
run parent --network none --cgroup-parent /kubepods/burstable/pod11111111-2222-4333-8444-555555555555 proof:1
for name in before plain net priv mounts other byid user healthy pod parent; do compare "$name"; done

echo "What happens to a container:"
[ "$(alert_of mark-user | jq -r '."user.name"')" = app ] && passed "a user of the container's own passwd" || failed "the user of the container is $(alert_of mark-user | jq -r '."user.name"')"
until_true 15 grep -q '"proc.is_container_healthcheck":true' "$work/peregrine.log" && passed "the health check is told from other programs" || failed "no program is told to be the health check"
alert_of mark-healthy | jq -e '."proc.is_container_healthcheck" == false' >/dev/null && passed "another program is none" || failed "another program counts as health check"
docker rename plain renamed; sleep 0.5
docker exec renamed /bin/echo mark-renamed >/dev/null; alert_of mark-renamed | same "after a rename" "$(truth renamed)"
docker restart -t 0 renamed >/dev/null; docker exec renamed /bin/echo mark-restarted >/dev/null; alert_of mark-restarted | same "after a restart" "$(truth renamed)"
docker pause renamed >/dev/null; docker unpause renamed >/dev/null; docker exec renamed /bin/echo mark-unpaused >/dev/null; alert_of mark-unpaused | same "after a pause" "$(truth renamed)"
docker exec priv /bin/unshare -pf /bin/echo mark-nested >/dev/null; alert_of mark-nested | same "in a PID namespace within" "$(truth priv)"
docker exec priv /bin/echo mark-after >/dev/null; alert_of mark-after | same "after that namespace has ended" "$(truth priv)"
group=/sys/fs/cgroup/memory/docker/$(docker inspect -f '{{.Id}}' renamed)
if [ -d "$group" ] && mkdir "$group/init" 2>/dev/null; then
  bash -c "echo \$\$ > $group/init/cgroup.procs; exec /bin/echo mark-within" >/dev/null; alert_of mark-within | same "in a group below the container's" "$(truth renamed)"
  sleep 0.2; rmdir "$group/init"
fi

echo "Short containers:"
short() { docker run --rm --network none --name "$1" proof:1 /bin/sleep 0.05; }
short first
short_containers short
known() { [ "$(figure peregrine_containers_known)" = "$(docker ps -aq | wc -l)" ]; }
until_true 60 known && passed "as many containers are known as there are: $(docker ps -aq | wc -l)" || failed "$(figure peregrine_containers_known) containers are known, there are $(docker ps -aq | wc -l)"

echo "The runtime ends and comes back:"
undaemon dockerd
docker_is_missed() { grep -q 'container runtime docker.*cannot be asked\|There is no container runtime docker' "$work/peregrine.log"; }
until_true 10 docker_is_missed && passed "the log says so: $(grep -o 'container runtime docker.*cannot be asked.*\|There is no container runtime docker.*' "$work/peregrine.log" | tail -1)" || failed "nothing is said of a runtime that has gone"
start_docker
run again --network none proof:1; compare again
echo "The runtime hangs:"
kill -STOP "$(cat "$work/dockerd.pid")"
sleep 1; missed() { figure 'peregrine_rule_metadata_missing_total{rule_name="choosy"}'; }
missing=$(missed)
hex=$(printf 'ab%062d' 7); mkdir -p "/sys/fs/cgroup/memory/docker/$hex"
bash -c "echo \$\$ > /sys/fs/cgroup/memory/docker/$hex/cgroup.procs; exec /bin/echo mark-unknown" >/dev/null
until_true 5 grep -q mark-unknown "$work/peregrine.log" && passed "an alert leaves without what does not come" || failed "an alert waits for ever"
more_missing() { [ "$(missed)" -gt "${missing:-0}" ]; }
until_true 10 more_missing && passed "the rule that asks for what is not there is counted" || failed "no figure names the rule that asked for what is not there"
kill -CONT "$(cat "$work/dockerd.pid")"; rmdir "/sys/fs/cgroup/memory/docker/$hex"
run later --network none proof:1; compare later
unwatch

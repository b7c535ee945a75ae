# Docker's containers of every kind that might be told wrongly: names, labels, mounts and images in odd forms, every form of health check, namespaces shared and private, groups of one's own,
# a name that is used again, more labels than there is room for, Docker in Docker.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"
clean_up() { docker ps -aq | while read -r c; do docker rm -f "$c"; done; ip link del kit-docker; }
truth() { docker inspect "$1" | jq -c --arg runtime docker --argjson image "$(docker image inspect "$(docker inspect -f '{{.Image}}' "$1")" | jq -c '.[0]')" ".[0] | $(cat "$home/scripts/containers/truth.jq")"; }
run() { local name=$1; shift; docker run -d --name "$name" "$@" >/dev/null 2>>"$work/run.log" || { failed "docker run $name: $(tail -1 "$work/run.log")"; return 1; }; }
compare() { docker exec "$1" /bin/echo "mark-$1" >/dev/null; alert_of "mark-$1" | same "${2:-$1}" "$(truth "$1" 2>&1)"; }
# kind TITLE OPTION...: a container so made, all fields compared; `name` is its name.
kind() { local title=$1; shift; name=kind$((${name//[!0-9]/} + 1)); run $name "$@" && compare $name "$title"; }

make_image; make_runc
remove_stale_socket
daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
  --ip6tables=false --ip-masq=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit --insecure-registry 127.0.0.1:5000
until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
docker import -c 'CMD ["/bin/sleep","999"]' -c 'LABEL team=red' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
docker import -c 'CMD ["/bin/sleep","999"]' -c 'HEALTHCHECK --interval=1s CMD ["/bin/cat","/etc/passwd"]' "$work/image.tar" checked:1 >/dev/null
docker tag proof:1 proof:latest; docker tag proof:1 127.0.0.1:5000/group/app:v1
docker network create -o com.docker.network.bridge.name=kit-docker --subnet 10.91.0.0/24 kit >/dev/null
watch; answers docker; name=kind0

echo "Images:"
kind "an image without a tag" --network none proof
kind "an image by a short id" --network none "$(docker image inspect -f '{{.Id}}' proof:1 | cut -c8-19)"
if command -v docker-registry >/dev/null; then
  printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: 127.0.0.1:5000}\n' "$work/registry" >"$work/registry.yml"
  daemon registry docker-registry serve "$work/registry.yml"
  until_true 20 curl -sf http://127.0.0.1:5000/v2/ && docker push 127.0.0.1:5000/group/app:v1 >"$work/push.log" 2>&1 || failed "nothing is pushed: $(tail -1 "$work/push.log")"
  digest=$(docker image inspect -f '{{index .RepoDigests 0}}' proof:1)
  kind "an image by registry, port and tag, with a digest" --network none 127.0.0.1:5000/group/app:v1
  kind "an image by its digest" --network none "$digest"
  [ "$(alert_of mark-$name | jq -r '."container.image.repository"')" = 127.0.0.1:5000/group/app ] && passed "the repository of an image by its digest" \
    || failed "the repository of an image by its digest is $(alert_of mark-$name | jq -r '."container.image.repository"')"
else
  echo "  skipped (no-registry): images with a digest need 'apt-get install docker-registry'"
fi
docker tag proof:1 gone:1; run untagged --network none gone:1 && docker rmi gone:1 >/dev/null && docker exec untagged /bin/echo mark-untagged >/dev/null
[ "$(alert_of mark-untagged | jq -r '."container.image.repository"')" = gone ] && passed "an image that lost its name while its container runs" || failed "an image that lost its name: $(alert_of mark-untagged)"

echo "Labels, names, mounts:"
kind "labels with quotes, signs and every alphabet" --network none --label 'a=q"uo\te' --label 'signs=<a&b>:,=%{x}' --label 'größe=日本語 🐦' --label 'empty=' --label noequals --label 'team=Ünï' proof:1
kind "a long name" --network none proof:1
docker rename $name "$(printf 'n%0200d' 7)"; sleep 0.5; docker exec "$(printf 'n%0200d' 7)" /bin/echo mark-longname >/dev/null
alert_of mark-longname | same "a name of 201 letters" "$(truth "$(printf 'n%0200d' 7)")"
mkdir -p "$work/odd folder/ünï:ço" 2>/dev/null; kind "a mount with blanks and letters of every alphabet" --network none --mount "type=bind,src=$work/odd folder/ünï:ço,dst=/das ist/größe,readonly" proof:1
docker volume create kept >/dev/null; kind "a volume" --network none -v kept:/data proof:1
kind "hundreds of labels" --network none $(for n in $(seq 300); do echo --label "key-$n=$(printf %080d "$n")"; done) proof:1
cut=$(figure peregrine_containers_cut)
more_cut() { [ "$(figure peregrine_containers_cut)" -gt "${cut:-0}" ]; }
many=$(for n in $(seq 1500); do echo --label "key-$n=$(printf %080d "$n")"; done)
run swollen --network none $many proof:1 && { docker exec swollen /bin/echo mark-swollen >/dev/null
  alert_of mark-swollen | same "more labels than there is room for: what it is" "$(truth swollen | jq -c 'with_entries(select(.key | test("^container.(id|full_id|name|type|image.*|privileged|host_.*)$")))')"
  until_true 15 more_cut && passed "it is counted" || failed "no figure counts what was cut"; }

echo "Health checks:"
kind "CMD" --network none checked:1
until_true 15 grep -q '"proc.is_container_healthcheck":true' "$work/peregrine.log" && passed "CMD is told from other programs" || failed "no program is told to be the check CMD"
kind "NONE, over one of the image" --network none --no-healthcheck checked:1
[ "$(alert_of mark-$name | jq '."proc.is_container_healthcheck"')" = false ] && passed "without a check no program is one" || failed "without a check a program is one"
kind "CMD-SHELL, over one of the image" --network none --health-cmd "/bin/cat /etc/group || exit 1" --health-interval 1s checked:1
shell_check() { grep '"proc.is_container_healthcheck":true' "$work/peregrine.log" | grep -q "\"container.name\":\"$name\""; }
until_true 15 shell_check && passed "CMD-SHELL is told from other programs" || failed "no program is told to be the check CMD-SHELL"
if printf 'FROM proof:1\nSHELL ["/bin/busybox", "sh", "-c"]\nHEALTHCHECK --interval=1s CMD /bin/cat /etc/group\n' | DOCKER_BUILDKIT=0 docker build -q -t shelled:1 - >/dev/null 2>>"$work/run.log"; then
  kind "CMD-SHELL for a shell of the image" --network none shelled:1
  until_true 15 shell_check && passed "it is told from other programs" || failed "no program is told to be the check for a shell of the image"
fi

echo "Namespaces and groups:"
kind "the host's network" --network host proof:1
kind "a network of its own" --network kit proof:1; of=$name
kind "the network of another container" --network "container:$of" proof:1
kind "the processes of another container" --network none --pid "container:$of" proof:1
kind "shared memory" --network none --ipc shareable proof:1; of=$name
kind "the memory of another container" --network none --ipc "container:$of" proof:1
kind "the host's user namespace" --network none --userns host proof:1
kind "private cgroups" --network none --cgroupns private proof:1
kind "the host's cgroups" --network none --cgroupns host proof:1
kind "an init" --network none --init proof:1
kind "a parent group like a slice" --network none --cgroup-parent /my-odd.slice proof:1
kind "a parent group with blanks and letters of every alphabet" --network none --cgroup-parent '/my odd/größe' proof:1
kind "a parent group like another container's" --network none --cgroup-parent "/docker/$(printf 'cd%062d' 9)" proof:1
kind "a parent group like a service" --network none --cgroup-parent /system.slice/x.service proof:1
kind "a read-only root, no capabilities, limits" --network none --read-only --cap-drop ALL --memory 64m --cpus 0.5 --pids-limit 20 proof:1

echo "A name that is used again:"
run twice --network none proof:1; compare twice "the first of the name"
docker rm -f twice >/dev/null; run twice --network none checked:1; docker exec twice /bin/echo mark-second >/dev/null; alert_of mark-second | same "the second of the name" "$(truth twice)"
docker stop -t 0 twice >/dev/null; docker start twice >/dev/null; docker exec twice /bin/echo mark-third >/dev/null; alert_of mark-third | same "the same behind a stop" "$(truth twice)"
docker kill twice >/dev/null; until_true 10 test "$(docker inspect -f '{{.State.Running}}' twice)" = false; docker start twice >/dev/null; docker exec twice /bin/echo mark-fourth >/dev/null; alert_of mark-fourth | same "the same behind a kill" "$(truth twice)"
docker update --memory 32m --memory-swap 32m twice >/dev/null; docker exec twice /bin/echo mark-updated >/dev/null; alert_of mark-updated | same "the same with other limits" "$(truth twice)"

echo "Docker in Docker:"
folders=$(for folder in usr lib lib64 bin sbin etc; do [ -e "/$folder" ] && echo -v "/$folder:/$folder:ro"; done)
if docker run -d --name outer --privileged --network none $folders -v "$work:$work" -v /sys/fs/cgroup:/sys/fs/cgroup --tmpfs /run --tmpfs /tmp -e PATH=/usr/sbin:/usr/bin:/sbin:/bin proof:1 \
  /usr/sbin/dockerd --data-root "$work/inner" --exec-root /run/inner --pidfile /run/inner.pid -H unix:///run/inner.sock --storage-driver=vfs --iptables=false --ip6tables=false --bridge=none \
  --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit >/dev/null 2>>"$work/run.log" && inner() { docker exec outer /usr/bin/docker -H unix:///run/inner.sock "$@"; } && until_true 40 inner version; then
  inner import -c 'CMD ["/bin/sleep","999"]' "$work/image.tar" within:1 >/dev/null 2>>"$work/run.log"
  id=$(inner run -d --name deep --network none within:1 2>>"$work/run.log")
  inner exec deep /bin/echo mark-deep >/dev/null 2>>"$work/run.log"
  sleep 2 # the client's own command line says so, too, and its alert waits for nothing
  alert_of mark-deep | same "a container within: its own id, and nobody here knows its name" "{\"container.id\": \"${id:0:12}\", \"container.name\": null}"
  docker exec outer /bin/echo mark-outer >/dev/null; alert_of mark-outer | same "the one around it" "$(truth outer | jq -c 'with_entries(select(.key | startswith("container.mount") | not))')"
else
  echo "  skipped (runtime-fails): no dockerd starts in a container here: $( (docker logs outer 2>&1; cat "$work/run.log") | tail -1 | cut -c1-200)"
fi
docker rm -f outer >/dev/null 2>&1
unwatch

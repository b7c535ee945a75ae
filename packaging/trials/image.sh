# The images: what lies in them, and a container of each that watches this machine; sourced by bash.

# The files of an image, as tar lists them, from all layers of the archive $1.
image_files() {
  local layer
  for layer in $(tar --extract --to-stdout --file "$1" ./manifest.json | grep -o 'blobs/sha256/[0-9a-f]*' | tail -n +2); do
    tar --extract --to-stdout --file "$1" "./$layer" | tar --list --verbose --gzip
  done
}

try_image() {
  local tag archive files
  for tag in "$version" "$version-debian"; do
    archive=$target/peregrine-$tag-$machine.image.tar
    made "$archive"
    files=$(image_files "$archive")
    say "peregrine:$tag, $(numfmt --to=iec --suffix=B "$(awk '{ size += $3 } END { print size }' <<<"$files")") unpacked"
    check "nothing is writable for all" not grep -qE '^[^l].......w' <<<"$files"
    check "no secret" not grep -qiE '\.(key|pem)$|id_rsa|/\.docker/|\.git/' <<<"$files"
    check "no build tool" not grep -qE '/(gcc|cc|make|ld|javac|mvn)$' <<<"$files"
    check "the last layer is the rules" test "$(image_files "$archive" | tail -n 1 | grep -c 'usr/share/peregrine/rules/')" = 1
    if [ "$tag" = "$version" ]; then
      check "no shell, no package manager" not grep -qE '/(sh|bash|dash|busybox|apt|dpkg)$' <<<"$files"
      check "no program of another user's rights" not grep -qE '^-..[sS]|^-.....[sS]' <<<"$files"
    fi
    run_image "$tag" "$archive"
  done
  run_docker
}

# Runs a container under podman with storage of its own: an ordinary user, read-only, four capabilities, without network.
run_image() {
  local tag=$1 store container=peregrine-trial-$RANDOM round
  need podman podman runc runc
  store=$(mktemp -d /var/tmp/peregrine-podman.XXXXXX)
  local podman=(podman --root "$store/root" --runroot "$store/run" --storage-driver vfs --cgroup-manager cgroupfs --runtime "$(command -v runc)")
  check "podman loads it" "${podman[@]}" load --quiet --input "$2" >/dev/null
  mkdir "$store/tracing"
  mount -t tracefs tracefs "$store/tracing" # where the machine has it, it is /sys/kernel/tracing
  # Debian 12's podman does not know CAP_BPF in its filter of system calls.
  "${podman[@]}" run --name "$container" --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 --pids-limit=-1 --network none --read-only \
    --cap-drop ALL --cap-add BPF,PERFMON,SYS_PTRACE,DAC_READ_SEARCH --security-opt seccomp=unconfined --volume /proc:/host/proc:ro \
    --volume "$store/tracing:/sys/kernel/tracing:ro" "peregrine:$tag" -o webserver.enabled=false -o log_syslog=false -M 60 >"$store/log" 2>&1 </dev/null &
  for ((round = 0; round < 120; round++)); do
    cat /etc/shadow >/dev/null
    ! grep -q 'Account secrets read' "$store/log" || break
    sleep 0.5
  done
  check "it alerts on the host's processes as an ordinary user" grep -q 'Account secrets read' "$store/log"
  "${podman[@]}" stop --time 10 "$container" >/dev/null 2>&1 || true
  wait $! 2>/dev/null || true
  check "only calls whose arguments are taken pay for it" grep -q 'taken where these calls begin' "$store/log"
  check "it ends when it is told to" grep -q 'Events detected' "$store/log"
  "${podman[@]}" rm --force --all >/dev/null 2>&1 || true
  umount "$store/tracing" "$store"/root/* 2>/dev/null || true
  rm -rf --one-file-system "$store"
}

# Runs the minimal image under a dockerd of its own, with the daemon's socket mounted, and lets a container of the other image be seen by its name.
run_docker() {
  local store daemon round tag
  need dockerd docker.io docker docker.io
  store=$(mktemp -d /var/tmp/peregrine-docker.XXXXXX)
  dockerd --data-root "$store/data" --exec-root "$store/exec" --pidfile "$store/pid" --host "unix://$store/docker.sock" --bridge none --iptables=false \
    --ip6tables=false --storage-driver vfs >"$store/daemon.log" 2>&1 </dev/null &
  daemon=$!
  local docker=(docker --host "unix://$store/docker.sock") engine=trial-engine watching=(--cap-add BPF --cap-add PERFMON)
  # Docker 20.10 of Debian 12 knows neither of them; SYS_ADMIN stands for both.
  case $(dockerd --version) in *"version 20."*) watching=(--cap-add SYS_ADMIN) ;; esac
  for ((round = 0; round < 120; round++)); do ! "${docker[@]}" version >/dev/null 2>&1 || break; sleep 0.5; done
  for tag in "$version" "$version-debian"; do
    check "docker loads peregrine:$tag" "${docker[@]}" load --quiet --input "$target/peregrine-$tag-$machine.image.tar" >/dev/null
  done
  "${docker[@]}" run --detach --name "$engine" --network none --read-only --user 0 --cap-drop ALL "${watching[@]}" --cap-add SYS_PTRACE \
    --cap-add DAC_READ_SEARCH --security-opt seccomp=unconfined --security-opt no-new-privileges --volume /proc:/host/proc:ro --volume "$store:/host/var/run:ro" \
    "peregrine:$version" -o webserver.enabled=false -o log_syslog=false >/dev/null || true
  # The log is asked for again and again, as a user would.
  seen() { "${docker[@]}" logs "$engine" 2>&1 | grep -q "$1"; }
  for ((round = 0; round < 120; round++)); do
    cat /etc/shadow >/dev/null
    ! seen 'Account secrets read' || break
    sleep 0.5
  done
  check "under docker it alerts on the host's processes" seen 'Account secrets read.*container_id=host'
  "${docker[@]}" run --rm --name trial-reader --network none --user 0 --entrypoint /bin/sh "peregrine:$version-debian" -c 'cat /etc/shadow >/dev/null; sleep 2' || true
  for ((round = 0; round < 20; round++)); do ! seen 'container_name=trial-reader' || break; sleep 0.5; done
  check "it knows another container by its name" seen 'Account secrets read.*container_name=trial-reader'
  "${docker[@]}" stop --time 20 "$engine" >/dev/null 2>&1 || true
  check "under docker it ends when it is told to" seen 'Events detected'
  "${docker[@]}" rm --force "$engine" >/dev/null 2>&1 || true
  kill "$daemon"
  wait "$daemon" 2>/dev/null || true
  rm -rf --one-file-system "$store"
}

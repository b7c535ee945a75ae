# Captures of containers under Docker: what is written when a command, the machine or an alert is recorded names the containers when it is read, where no runtime is asked.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"
clean_up() { docker ps -aq | while read -r c; do docker rm -f "$c"; done; }
read_back() { "$peregrine" read "$1" --filter 'evt.type in (execve, execveat) and container.id != host' --format '%container.name %container.image.repository %proc.cmdline' 2>>"$work/read.log"; }
# holds FILE LINE TITLE: whether the programs in containers that a capture holds are so named.
holds() { read_back "$1" | grep -qx "$2" && passed "$3" || { failed "$3"; read_back "$1" | tail -3; tail -2 "$work/read.log"; }; }
table() { printf 'load_plugins: [container]\nplugins: [{name: container, library_path: libcontainer.so}]\nengine: {kind: replay, replay: {capture_file: %s}}\njson_output: true\njson_include_output_property: false\nstdout_output: {enabled: true}\nsyslog_output: {enabled: false}\nwebserver: {enabled: false}\n' "$1" >"$work/replay.yaml"; }

make_image; make_runc
remove_stale_socket
daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
  --ip6tables=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
docker import -c 'CMD ["/bin/sleep","999"]' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
docker run -d --name before --network none proof:1 >/dev/null || skip runtime-fails "no container can be started"

"$peregrine" record -o "$work/command.scap" -- docker run --rm --network none --name short proof:1 /bin/echo mark-command >/dev/null 2>>"$work/record.log"
holds "$work/command.scap" 'short proof echo mark-command' "record -- docker run: its container is named"
daemon machine "$peregrine" record -o "$work/machine.scap.gz" --duration 15s
until_true 60 test -s "$work/machine.scap.gz"; sleep 1
docker exec before /bin/echo mark-machine >/dev/null
until_true 40 grep -q 'Recorded' "$work/machine.log"
holds "$work/machine.scap.gz" 'before proof echo mark-machine' "record: a container from before is named"

mkdir "$work/captures"
cat >"$work/peregrine.yaml" <<Y
load_plugins: [container]
plugins: [{name: container, library_path: libcontainer.so}]
webserver: {enabled: false}
syslog_output: {enabled: false}
stdout_output: {enabled: true}
log_stderr: true
log_level: info
capture: {enabled: true, path_prefix: $work/captures/alert, mode: rules, default_duration: 1000, lookback: {duration: 30s}}
Y
cat >"$work/rules.yaml" <<Y
- rule: marked
  desc: a marked program in a container
  condition: evt.type in (execve, execveat) and proc.args contains mark-alert and container.id != host
  output: "%container.name %proc.cmdline"
  priority: NOTICE
  capture: true
Y
daemon peregrine "$peregrine" -c "$work/peregrine.yaml" -r "$work/rules.yaml"
until_true 60 grep -q 'container runtime docker.*answers' "$work/peregrine.log" || cat "$work/peregrine.log"
sleep 1
docker run --rm --network none --name gone proof:1 /bin/echo mark-gone >/dev/null; sleep 1
docker exec before /bin/echo mark-alert >/dev/null
until_true 30 compgen -G "$work/captures/*"
sleep 3; undaemon peregrine
capture=$(compgen -G "$work/captures/*" | head -1)
holds "$capture" 'before proof echo mark-alert' "a capture on an alert: its container is named"
holds "$capture" 'gone proof echo mark-gone' "what it looks back on: a container that had gone is named"

docker rm -f before >/dev/null
undaemon dockerd
table "$capture"
"$peregrine" -c "$work/replay.yaml" -r "$work/rules.yaml" 2>>"$work/read.log" | grep -q '"container.name":"before"' && passed "rules see the name in a replay, with no runtime there" || failed "rules do not see the name in a replay"

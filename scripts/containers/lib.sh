# What the parts of scripts/container-tests share: an image, daemons that end with the test, the engine under test, and comparisons. Sourced by bash.
# Expects $home, the folder of the project.

daemons=()
work=$(mktemp -d /var/tmp/container-tests.XXXXXX)
: >"$work/results"
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
peregrine=${PEREGRINE:-$home/peregrine}

passed() { echo "  ok: $*" | tee -a "$work/results"; }
failed() { echo "  FAILED: $*" | tee -a "$work/results"; }
count() { grep -c "^  $1:" "$work/results" || true; }
skip() { echo "SKIPPED $part ($1): $2"; exit 0; }

# until_true SECONDS COMMAND...; CONTAINER_TESTS_PATIENCE=N waits N times as long, for machines that are emulated.
until_true() {
  local end=$((SECONDS + $1 * ${CONTAINER_TESTS_PATIENCE:-1})); shift
  while ! "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 0.1; done
}

# daemon NAME COMMAND...: runs until the test ends, or until `undaemon NAME`.
daemon() {
  local name=$1; shift
  setsid "$@" >"$work/$name.log" 2>&1 </dev/null &
  echo $! >"$work/$name.pid"; daemons+=("$name")
}
undaemon() {
  local pid; pid=$(cat "$work/$1.pid" 2>/dev/null) || return 0
  kill "${2:--TERM}" "$pid" 2>/dev/null
  until_true 15 not_running "$pid" || kill -KILL "$pid" 2>/dev/null
  rm -f "$work/$1.pid"
}
# A socket that nobody listens at any more makes dockerd wait for a containerd that is not there.
remove_stale_socket() { local socket=/run/containerd/containerd.sock; [ ! -S $socket ] || ctr -a $socket version >/dev/null 2>&1 || rm -f $socket $socket.ttrpc; }
not_running() { ! kill -0 "$1" 2>/dev/null; }

finish() {
  declare -F clean_up >/dev/null && clean_up >/dev/null 2>&1
  local i
  for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do undaemon "${daemons[i]}"; done
  grep -o "$work/[^ ]*" /proc/mounts | sort -r | while read -r point; do umount -l "$point"; done
  rm -rf "$work"
}
trap finish EXIT

# Our own processes must not look like a container's: the root of every hierarchy.
leave_cgroups() {
  local file
  for file in /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/cgroup.procs; do [ -w "$file" ] && echo $$ >"$file" 2>/dev/null; done
  true
}

# $work/image.tar: busybox with two users of its own.
make_image() {
  local root=$work/image applet
  [ -x /bin/busybox ] || skip no-busybox "run 'apt-get install busybox-static'"
  mkdir -p "$root"/{bin,etc,tmp,proc,sys,dev,root,home/app}
  cp /bin/busybox "$root/bin/"
  for applet in sh sleep cat ls id true false echo ps su unshare nc; do ln -s busybox "$root/bin/$applet"; done
  printf 'root:x:0:0::/:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\napp:x:1000:\n' >"$root/etc/group"
  tar -C "$root" --owner=0 --group=0 -cf "$work/image.tar" .
}

# $work/runc: a runc that leaves out the capabilities that this machine itself lacks: privileged containers could not be made here otherwise.
make_runc() {
  command -v runc >/dev/null || skip no-runc "run 'apt-get install runc'"
  printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v runc)" >"$work/runc"
  if [ $((0x$(sed -n 's/^CapBnd:\t//p' /proc/self/status) >> 24 & 1)) = 0 ]; then
    cat >"$work/runc" <<W
#!/bin/sh
before=
for word; do
  case \$before in --bundle | -b) file=\$word/config.json ;; --process | -p) file=\$word ;; *) file= ;; esac
  [ -f "\$file" ] && sed -i -e 's/"CAP_SYS_RESOURCE", *//g' -e 's/, *"CAP_SYS_RESOURCE"//g' "\$file"
  before=\$word
done
exec $(command -v runc) "\$@"
W
  fi
  chmod 755 "$work/runc"
}

# watch [OPTION...]: starts the engine with rules that tell every field of each program in a container; ends with `unwatch`.
watch() {
  port=$((20000 + RANDOM % 20000))
  cat >"$work/peregrine.yaml" <<Y
load_plugins: [container]
plugins: [{name: container, library_path: libcontainer.so${init:+, init_config: $init}}]
webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: $port, prometheus_metrics_enabled: true}
metrics: {enabled: true, interval: 1h, output_rule: false, plugins_metrics_enabled: true}
syslog_output: {enabled: false}
stdout_output: {enabled: true}
json_output: true
json_include_output_property: false
log_stderr: true
log_level: info
watch_config_files: false
Y
  cat >"$work/rules.yaml" <<Y
- rule: choosy
  desc: a program in a container of an image that there is not
  condition: evt.type in (execve, execveat) and container.id != host and container.image.repository = nowhere
  output: "%proc.cmdline"
  priority: NOTICE
- rule: program
  desc: a program in a container
  condition: evt.type in (execve, execveat) and container.id != host
  output: "%proc.cmdline %proc.vpid %user.name $(sed 's/^/%/' "$home/scripts/containers/fields" | tr '\n' ' ')"
  priority: NOTICE
- rule: life
  desc: a container comes or goes
  condition: evt.type in (container, container_removed)
  output: "%evt.type %container.id %container.name %evt.args"
  priority: NOTICE
Y
  daemon peregrine "$peregrine" -c "$work/peregrine.yaml" -r "$work/rules.yaml" -o "stdout_output.enabled=true" "$@"
  until_true 60 grep -q "Opening 'syscall'" "$work/peregrine.log" && until_true 60 curl -sf "http://127.0.0.1:$port/healthz" \
    || { cat "$work/peregrine.log"; echo "The engine does not start."; exit 1; }
}
unwatch() { undaemon peregrine; }
answers() { until_true 30 grep -q "container runtime $1.* answers" "$work/peregrine.log" || failed "the log does not say that $1 answers"; }
# figure NAME: the value of a Prometheus figure.
figure() { curl -s "http://127.0.0.1:$port/metrics" | awk -v name="$1" 'index($1, name) == 1 { print int($2); exit }'; }

# alert_of MARK: the fields of the alert about the program with this word in its command line.
alert_of() {
  until_true 10 grep -q "\"proc.cmdline\":\"[^\"]*$1[\" ]" "$work/peregrine.log"
  grep -E "\"proc.cmdline\":\"[^\"]*$1[\" ]" "$work/peregrine.log" | grep '"rule":"program"' | tail -1 | jq -c .output_fields
}

# same TITLE FIELDS: whether the alert (of `alert_of`) on standard input says what the JSON object FIELDS says.
same() {
  local title=$1 want=$2 got differences
  got=$(cat)
  [ -n "$got" ] || { failed "$title: there is no alert"; return; }
  differences=$(jq -nr --argjson want "$want" --argjson got "$got" \
    '$want | to_entries[] | select($got[.key] != .value) | "\(.key): the runtime says \(.value | tojson), the alert \($got[.key] | tojson)"')
  if [ -z "$differences" ]; then passed "$title: $(jq length <<<"$want") fields as the runtime says"; else failed "$title"; sed 's/^/    /' <<<"$differences"; fi
}

# nameless: how many alerts about programs have no name or no image.
programs() { grep -c '"rule":"program"' "$work/peregrine.log"; }
nameless() { grep '"rule":"program"' "$work/peregrine.log" | grep -cE '"container.name":(null|"")|"container.image.repository":(null|"")'; }

# What the engine holds: descriptors, threads, kilobytes of memory, containers.
open_files() { ls "/proc/$(cat "$work/peregrine.pid")/fd" | wc -l; }
threads() { ls "/proc/$(cat "$work/peregrine.pid")/task" | wc -l; }
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$(cat "$work/peregrine.pid")/status"; }
# settled FILES THREADS: whether it holds no more than so many descriptors and threads; a stream, a question and a thread of the machine's own may be under way.
settled() { [ "$(open_files)" -le $(($1 + 2)) ] && [ "$(threads)" -le $(($2 + 3)) ]; }

# short_containers COMMAND...: 200 containers of 50 ms (SHORT=N: N), made by the command with a name behind it. An alert may lack its name only if it waited for it in vain.
short_containers() {
  local count=${SHORT:-200} before=$(programs) lacking=$(nameless) late seen n files=$(open_files) tasks=$(threads) memory=$(resident)
  late=$(figure peregrine_alerts_timed_out)
  for ((n = 0; n < count; n++)); do "$@" "short-$n" >/dev/null 2>>"$work/short.log"; done
  sleep 2
  seen=$(($(programs) - before)); lacking=$(($(nameless) - lacking)); late=$(($(figure peregrine_alerts_timed_out) - late))
  if [ "$seen" -ge "$count" ] && [ "$lacking" -le "$late" ]; then
    passed "$count containers of 50 ms: $seen alerts, all with name and image but $lacking that waited in vain"
  else
    failed "$count containers of 50 ms: $seen alerts, $lacking without name or image, of which $late waited"
    grep '"rule":"program"' "$work/peregrine.log" | jq -c '.output_fields | select((."container.name" // "") == "" or (."container.image.repository" // "") == "") | {"evt.time", "proc.cmdline", "proc.vpid", "container.id", "container.name", "container.image.repository"}' | tail -5
  fi
  until_true 60 settled "$files" "$tasks" && passed "behind them $(open_files) descriptors and $(threads) threads, $files and $tasks before; $(resident) kB resident, $memory before" \
    || failed "behind them $(open_files) descriptors and $(threads) threads, $files and $tasks before"
}

result() {
  local good bad
  good=$(count ok); bad=$(count FAILED)
  if [ "$bad" = 0 ] && [ "$good" -gt 0 ]; then echo "PASSED $part: $good checks"; else echo "FAILED $part: $bad of $((good + bad)) checks"; exit 1; fi
}

# Measures with Docker: the share of first alerts with complete metadata and the time from a container's first process to its metadata (STARTS=500 containers, WORKERS=2 at a time), the time on the
# processor that containers add to the thread of the events (PAIRED=200 starts, five engines side by side), and the memory of 1,000 containers (CONTAINERS=1000). Falco's plugin 0.7.1 never completes an
# alert: what is not there when the rule matches stays <NA>.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"
clean_up() { :; }
make_image; make_runc
remove_stale_socket
daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
  --ip6tables=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
docker import -c 'CMD ["/bin/sleep","999"]' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
starts=${STARTS:-500} workers=${WORKERS:-2} paired=${PAIRED:-200} containers=${CONTAINERS:-1000}
begun=$SECONDS
# each NUMBER COMMAND...: the command with each number below, by as many workers at a time.
each() {
  local number=$1 worker pids=() n; shift
  for ((worker = 0; worker < workers; worker++)); do
    (for ((n = worker; n < number; n += workers)); do "$@" "$n"; done) & pids+=($!)
  done
  wait "${pids[@]}"
}

echo "  | first alerts and metadata | load $(cut -d' ' -f1 /proc/loadavg) |"
watch; answers docker
docker run --rm --network none proof:1 /bin/true; sleep 1
skipped=$(wc -l <"$work/peregrine.log"); waited=$(figure peregrine_alerts_waited); late=$(figure peregrine_alerts_timed_out)
start_one() { docker run --rm --network none --name "start-$1" --cidfile "$work/cid-$1" proof:1 /bin/true; }
each "$starts" start_one
sleep 2; cut -c1-12 "$work"/cid-* >"$work/ids"; rm -f "$work"/cid-*
# The first alert of each container of ours (others on this machine may have runtimes of their own), and when its metadata came: the container event carries the time at which it was told.
tail -n +"$((skipped + 1))" "$work/peregrine.log" | grep '^{' | jq -r 'select(.rule == "program" or .rule == "life" and .output_fields["evt.type"] == "container")
  | [.output_fields["container.id"], .rule, .output_fields["evt.time"], .output_fields["container.name"] != null and .output_fields["container.image.repository"] != null, .output_fields["container.privileged"] != null] | @tsv' |
  awk '
    NR == FNR { ours[$1]; next }
    !($1 in ours) { next }
    $2 == "program" && !($1 in first) { first[$1] = $3; whole += $4 == "true"; all += $5 == "true"; count++ }
    $2 == "life" && !($1 in told) { told[$1] = $3 }
    function row(what, value) { printf "  | %s | %s |\n", what, value }
    END {
      for (id in first) if (id in told) { late = (told[id] - first[id]) / 1e6; if (late <= 0) before++; else { times[++n] = late; if (late > 500) over++ } }
      for (i = 2; i <= n; i++) { late = times[i]; for (j = i - 1; j > 0 && times[j] > late; j--) times[j + 1] = times[j]; times[j + 1] = late }
      row("containers started, of which the first alert was seen", length(ours) ", " count)
      if (!count) exit
      row("first alerts with name and image", sprintf("%d (%.1f %%)", whole, 100 * whole / count))
      row("first alerts with everything", sprintf("%d (%.1f %%)", all, 100 * all / count))
      row("containers whose metadata was there before their first process", before + 0)
      row("the others: how many, behind it by (median, most), by more than the wait of 500 ms", sprintf("%d; %.0f ms, %.0f ms; %d", n, times[int((n + 1) / 2)], times[n], over))
    }' "$work/ids" -
echo "  | alerts that waited, in vain | $(($(figure peregrine_alerts_waited) - waited)), $(($(figure peregrine_alerts_timed_out) - late)) |"
unwatch
echo "  | seconds for this part | $((SECONDS - begun)) |"; begun=$SECONDS

# The thread of the events: engines side by side, which see the same events at the same time, with one rule that never matches; 'plain' do not load the plugin. Two of each kind and their order, turned about,
# tell what is noise. The first starts are warm-up and stand for themselves.
echo; echo "  | the thread of the events | plain | containers | containers | plain | plain |"
cat >"$work/quiet.yaml" <<'Y'
- {rule: quiet, desc: nothing is called so, condition: "evt.type in (execve, execveat) and proc.name = nobody-is-called-so", output: "%proc.name", priority: NOTICE}
Y
sides=(plain1 with1 with2 plain2 plain3); declare -A spent events ports
side() { # side NAME PLUGINS
  ports[$1]=$((20000 + RANDOM % 20000))
  printf 'load_plugins: %s\nplugins: [{name: container, library_path: libcontainer.so}]\nbase_syscalls: {repair: true}\nwebserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %s, prometheus_metrics_enabled: true}\nmetrics: {enabled: true, interval: 1h, output_rule: false, kernel_event_counters_enabled: true}\nsyslog_output: {enabled: false}\nstdout_output: {enabled: true}\nlog_stderr: true\nlog_level: info\nwatch_config_files: false\n' \
    "$2" "${ports[$1]}" >"$work/$1.yaml"
  daemon "$1" "$peregrine" -c "$work/$1.yaml" -r "$work/quiet.yaml"
  until_true 60 curl -sf "http://127.0.0.1:${ports[$1]}/healthz" || { cat "$work/$1.log"; failed "the engine $1 does not start"; }
}
for name in "${sides[@]}"; do case $name in with*) side "$name" '[container]' ;; *) side "$name" '[]' ;; esac; done
until_true 30 grep -q 'runtime docker.*answers' "$work/with1.log" && until_true 30 grep -q 'runtime docker.*answers' "$work/with2.log" || failed "docker does not answer"
# Nanoseconds on the processor of the thread that owns the events: the main thread of Java, which alone is called as the program.
event_time() { local task; for task in /proc/"$(cat "$work/$1.pid")"/task/*; do [ "$(cat "$task/comm" 2>/dev/null)" = java ] && cut -d' ' -f1 "$task/schedstat"; done | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
event_count() { port=${ports[$1]} figure falcosecurity_scap_n_evts_total; }
paired_one() { docker run --rm --network none proof:1 /bin/true; }
# block TITLE STARTS: microseconds of each engine's thread for one of so many starts; leaves them in $row.
block() {
  local name; row=()
  for name in "${sides[@]}"; do spent[$name]=$(event_time "$name"); events[$name]=$(event_count "$name"); done
  each "$2" paired_one; sleep 2
  for name in "${sides[@]}"; do row+=($((($(event_time "$name") - spent[$name]) / 1000 / $2))); seen=$((($(event_count "$name") - events[$name]) / $2)); done
  echo "  | $1, about $seen events each | ${row[0]} | ${row[1]} | ${row[2]} | ${row[3]} | ${row[4]} |"
}
for name in "${sides[@]}"; do spent[$name]=$(event_time "$name"); done
sleep 5; row=(); for name in "${sides[@]}"; do row+=($((($(event_time "$name") - spent[$name]) / 5000))); done
echo "  | µs for a second without starts | ${row[0]} | ${row[1]} | ${row[2]} | ${row[3]} | ${row[4]} |"
block "µs for a start, the first $((paired / 4)) (warm-up)" $((paired / 4))
sum=(0 0 0 0 0)
for turn in 1 2 3; do
  block "µs for a start, $((paired / 4)) more" $((paired / 4))
  for i in 0 1 2 3 4; do sum[i]=$((sum[i] + row[i])); done
done
awk -v a="${sum[0]}" -v b="${sum[1]}" -v c="${sum[2]}" -v d="${sum[3]}" -v e="${sum[4]}" 'BEGIN {
  plain = (a + d + e) / 9; with = (b + c) / 6; low = a < d ? a : d; low = low < e ? low : e; high = a > d ? a : d; high = high > e ? high : e
  printf "  | warm, a start: plain %.0f µs (from %.0f to %.0f), with containers %.0f µs (%.0f and %.0f): added %+.0f µs (%+.1f %%) | | | | | |\n", plain, low / 3, high / 3, with, b / 3, c / 3, with - plain, 100 * (with - plain) / plain }'
for name in "${sides[@]}"; do undaemon "$name"; done
echo "  | seconds for this part | $((SECONDS - begun)) | | | | |"; begun=$SECONDS

echo; echo "  | memory | |"
watch; answers docker; sleep 5
begin=$(resident); had=$(figure peregrine_containers_known)
create_one() { docker create --network none --name "made-$1" --label team=red -v /etc:/host/etc:ro proof:1 >/dev/null; }
each "$containers" create_one
all_known() { [ "$(figure peregrine_containers_known)" -ge $((had + containers)) ]; }
until_true 120 all_known && passed "$containers containers are known" || failed "$(figure peregrine_containers_known) of $containers containers are known"
sleep 10
echo "  | kB resident before, with $containers containers, one of them takes | $begin, $(resident), $(((($(resident) - begin) * 1024) / containers)) bytes |"
echo "  | seconds for this part | $((SECONDS - begun)) |"
unwatch

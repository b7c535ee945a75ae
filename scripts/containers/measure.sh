# Measures with Docker: the share of first alerts with complete metadata (STARTS=500 containers), the time from a container's first process to its metadata, the memory that
# 1,000 containers take (CONTAINERS=1000), and the time of the thread of the events with and without a runtime to ask (PAIRED=100 starts each, twice). Falco's plugin 0.7.1 never completes an alert: what is not there when the rule matches stays <NA>.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"
clean_up() { :; }
make_image; make_runc
daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
  --ip6tables=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
docker import -c 'CMD ["/bin/sleep","999"]' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
watch; answers docker
docker run --rm --network none proof:1 /bin/true; sleep 1

starts=${STARTS:-500}; skipped=$(wc -l <"$work/peregrine.log")
waited=$(figure peregrine_alerts_waited); late=$(figure peregrine_alerts_timed_out)
for ((n = 0; n < starts; n++)); do
  docker run --rm --network none --name "start-$n" --cidfile "$work/cid" proof:1 /bin/true; cut -c1-12 "$work/cid" >>"$work/ids"; rm -f "$work/cid"
done
sleep 2
# The first alert of each container of ours (others on this machine may have runtimes of their own), and when its metadata came: the container event carries the time at which it was told.
tail -n +"$((skipped + 1))" "$work/peregrine.log" | grep '^{' | jq -r 'select(.rule == "program" or .rule == "life" and .output_fields["evt.type"] == "container")
  | [.output_fields["container.id"], .rule, .output_fields["evt.time"], .output_fields["container.name"] != null and .output_fields["container.image.repository"] != null, .output_fields["container.privileged"] != null] | @tsv' |
  awk '
    NR == FNR { ours[$1]; next }
    !($1 in ours) { next }
    $2 == "program" && !($1 in first) { first[$1] = $3; whole += $4 == "true"; all += $5 == "true"; count++ }
    $2 == "life" && !($1 in told) { told[$1] = $3 }
    END {
      for (id in first) if (id in told) { late = (told[id] - first[id]) / 1e6; if (late <= 0) before++; else { times[++n] = late; if (late > 500) over++ } }
      for (i = 2; i <= n; i++) { late = times[i]; for (j = i - 1; j > 0 && times[j] > late; j--) times[j + 1] = times[j]; times[j + 1] = late }
      printf "  first alerts: %d of %d with name and image (%.1f %%), %d with everything (%.1f %%)\n", whole, count, 100 * whole / count, all, 100 * all / count
      printf "  metadata: there before the first process of %d containers; for the other %d behind it by %.0f ms in the middle, %.0f ms at most, for %d by more than the wait of 500 ms\n", before, n, times[int((n + 1) / 2)], times[n], over
    }' "$work/ids" -
echo "  alerts that waited: $(($(figure peregrine_alerts_waited) - waited)), in vain: $(($(figure peregrine_alerts_timed_out) - late))"

# Time on the processor of the thread that owns the events, in nanoseconds: the main thread of Java, which alone is called as the program.
event_time() { local task; for task in /proc/"$(cat "$work/peregrine.pid")"/task/*; do [ "$(cat "$task/comm" 2>/dev/null)" = java ] && cut -d' ' -f1 "$task/schedstat"; done | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
# event_share: microseconds of that thread for one of PAIRED (100) container starts.
event_share() {
  local before n; before=$(event_time)
  for ((n = 0; n < paired; n++)); do docker run --rm --network none proof:1 /bin/true; done
  sleep 2; echo $((($(event_time) - before) / 1000 / paired))
}

containers=${CONTAINERS:-1000}
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$(cat "$work/peregrine.pid")/status"; }
begin=$(resident); had=$(figure peregrine_containers_known); load=$(cut -d' ' -f1 /proc/loadavg)
for ((n = 0; n < containers; n++)); do docker create --network none --name "made-$n" --label team=red -v /etc:/host/etc:ro proof:1 >/dev/null; done
all_known() { [ "$(figure peregrine_containers_known)" -ge $((had + containers)) ]; }
until_true 120 all_known && passed "$containers containers are known: $begin kB resident before, $(resident) kB behind (load $load)" || failed "$(figure peregrine_containers_known) of $containers containers are known"
unwatch

# The thread of the events with and without somebody to ask, in turns; the containers above are gone, so that both begin alike.
paired=${PAIRED:-100}
docker ps -aq | xargs -r docker rm -f >/dev/null
for turn in 1 2; do
  init='{engines: {docker: {enabled: true, sockets: [/var/run/docker.sock]}}}'; watch; answers docker; with=$(event_share); unwatch
  init='{engines: {docker: {enabled: true, sockets: [/nonexistent.sock]}}}'; watch; sleep 1; without=$(event_share); unwatch
  echo "  the thread of the events takes $with us for a container's start with Docker to ask, $without us without"
done

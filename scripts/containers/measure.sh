# Measures with Docker: the share of first alerts with complete metadata (STARTS=500 containers), the time from a container's first process to its metadata, and the memory that
# 1,000 containers take (CONTAINERS=1000). Falco's plugin 0.7.1 never completes an alert: what is not there when the rule matches stays <NA>.
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
for ((n = 0; n < starts; n++)); do docker run --rm --network none --name "start-$n" proof:1 /bin/true; done
sleep 2
# The first alert of each container, and when its metadata came: the container event carries the time at which it was told.
tail -n +"$((skipped + 1))" "$work/peregrine.log" | grep '^{' | jq -r 'select(.rule == "program" or .rule == "life" and .output_fields["evt.type"] == "container")
  | [.output_fields["container.id"], .rule, .output_fields["evt.time"], .output_fields["container.name"] != null and .output_fields["container.image.repository"] != null] | @tsv' |
  awk -v starts="$starts" '
    $2 == "program" && !($1 in first) { first[$1] = $3; whole += $4 == "true"; count++ }
    $2 == "life" && !($1 in told) { told[$1] = $3 }
    END {
      for (id in first) if (id in told) { late = (told[id] - first[id]) / 1e6; if (late <= 0) before++; else times[++n] = late; if (late > most) most = late }
      printf "  first alerts: %d of %d with name and image (%.1f %%)\n", whole, count, 100 * whole / count
      printf "  metadata: there before the first process of %d containers; for the other %d %.0f ms behind it at most\n", before, n, most
    }'
echo "  alerts that waited: $(($(figure peregrine_alerts_waited) - waited)), in vain: $(($(figure peregrine_alerts_timed_out) - late))"

containers=${CONTAINERS:-1000}
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$(cat "$work/peregrine.pid")/status"; }
begin=$(resident); had=$(figure peregrine_containers_known)
for ((n = 0; n < containers; n++)); do docker create --network none --name "made-$n" --label team=red -v /etc:/host/etc:ro proof:1 >/dev/null; done
all_known() { [ "$(figure peregrine_containers_known)" -ge $((had + containers)) ]; }
until_true 120 all_known && passed "$containers containers are known: $begin kB resident before, $(resident) kB behind" || failed "$(figure peregrine_containers_known) of $containers containers are known"
unwatch

# The settings of the plugin, each with Docker: HOST_ROOT, label_max_len, with_size and every value of hooks.
command -v dockerd >/dev/null && command -v docker >/dev/null || skip no-runtime "run 'apt-get install docker.io'"
[ -S /var/run/docker.sock ] && docker version >/dev/null 2>&1 && skip in-use "a Docker that is not ours answers at /var/run/docker.sock"
clean_up() { docker ps -aq | while read -r c; do docker rm -f "$c"; done; }
make_image; make_runc
remove_stale_socket
daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
  --ip6tables=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
docker import -c 'CMD ["/bin/sleep","999"]' "$work/image.tar" proof:1 >/dev/null || skip runtime-fails "the image cannot be imported"
value() { alert_of "$1" | jq -r ".[\"$2\"]"; }
id_of() { docker inspect -f '{{.Id}}' "$1" | cut -c1-12; }
# events NAME: how many `container` events came of a container.
events() { grep '"rule":"life"' "$work/peregrine.log" | grep '"evt.type":"container"' | grep -v peregrine_announced | grep -c "\"container.id\":\"$(id_of "$1")\"" || true; }
exactly() { [ "$(events "$1")" = "$2" ]; }

echo "label_max_len and with_size:"
docker run -d --name labels --network none --label "ten=$(printf %010d 0)" --label "eleven=$(printf %011d 0)" --label "long=$(printf %0101d 0)" --label umlaut=ääääääää proof:1 >/dev/null
docker exec labels /bin/sh -c 'echo written >/tmp/file; /bin/cat /bin/busybox >/tmp/copy'
for length in 10 101 0; do
  init="{label_max_len: $length, with_size: true}"; watch; answers docker
  docker exec labels /bin/echo "mark-labels-$length" >/dev/null
  case $length in 10) want=ten:0000000000 ;; 0) want= ;; *) want="eleven:00000000000, long:$(printf %0101d 0), ten:0000000000, umlaut:ääääääää" ;; esac
  got=$(value "mark-labels-$length" container.labels)
  [ "$got" = "$want" ] && passed "label_max_len $length: values of at most as many bytes" || failed "label_max_len $length: '$got', not '$want'"
  if [ $length = 10 ]; then
    size=$(docker inspect -s -f '{{.SizeRw}}' labels)
    told=$(grep '"rule":"life"' "$work/peregrine.log" | grep "$(id_of labels)" | grep -o 'size[\\": ]*[0-9-]*' | grep -o '[0-9-]*$' | tail -1)
    [ "$size" -gt 1000 ] && [ "$told" = "$size" ] && passed "with_size: $size bytes as docker says" || failed "with_size: the event says '$told', docker $size"
  fi
  unwatch
done
init='{with_size: false}'; watch; answers docker
until_true 10 exactly labels 1
grep '"rule":"life"' "$work/peregrine.log" | grep "$(id_of labels)" | grep -q 'size[\\": ]*-1' && passed "without with_size no size is asked for" || failed "without with_size the event tells a size"
unwatch

echo "hooks:"
# With every value: a container that is made and never started, and one that is started a moment later; nothing of it differs then.
for hooks in '[]' '[create]' '[start]' '[create, start]'; do
  init="{hooks: $hooks}"; watch; answers docker
  docker create --name made --network none proof:1 >/dev/null
  docker create --name begun --network none proof:1 >/dev/null; sleep 1
  docker start begun >/dev/null; docker exec begun /bin/echo "mark-hooks" >/dev/null
  case $hooks in '[]') made=0 begun=1 ;; '[create]' ) made=1 begun=1 ;; *) made=1 begun=2 ;; esac
  until_true 10 exactly begun $begun; sleep 0.5
  exactly made $made && exactly begun $begun && passed "hooks $hooks: $made events of one that is made, $begun of one that begins" \
    || failed "hooks $hooks: $(events made) events of one that is made, not $made; $(events begun) of one that begins, not $begun"
  [ "$(value mark-hooks container.name)" = begun ] && passed "hooks $hooks: the name is there" || failed "hooks $hooks: the name is $(value mark-hooks container.name)"
  docker rm -f made begun >/dev/null; unwatch
done
init=

echo "HOST_ROOT:"
mkdir -p "$work/host"/{proc,run,etc}
for folder in proc run etc; do mount --rbind "/$folder" "$work/host/$folder" && mount --make-rslave "$work/host/$folder" || skip no-mounts "nothing can be mounted here"; done
export HOST_ROOT=$work/host
watch; unset HOST_ROOT; answers "docker at $work/host/run/docker.sock"
docker exec --user 1000 labels /bin/echo mark-root >/dev/null
[ "$(value mark-root container.name)" = labels ] && passed "the socket below HOST_ROOT is asked, where only /run is mounted" || failed "below HOST_ROOT the name is $(value mark-root container.name)"
[ "$(value mark-root user.name)" = app ] && passed "users are the container's own below HOST_ROOT" || failed "below HOST_ROOT the user is $(value mark-root user.name)"
unwatch
for folder in etc run proc; do umount -R -l "$work/host/$folder"; done

# containerd: pods through CRI as the kubelet makes them, and containers of `ctr` in namespaces of their own.
command -v containerd >/dev/null && command -v ctr >/dev/null || skip no-runtime "run 'apt-get install containerd'"
[ -S /run/containerd/containerd.sock ] && ctr version >/dev/null 2>&1 && skip in-use "a containerd that is not ours answers at /run/containerd/containerd.sock"
. "$home/scripts/environment.sh"; find_jdk
classes=${PEREGRINE_CLASSES:-$home/modules/app/target/dist/lib/*}
socket=/run/containerd/containerd.sock
cri() { local what=$1; shift; "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classes" "$home/scripts/containers/Cri.java" "$socket" "$what" "$@"; }
clean_up() {
  local name
  for name in ${pods:-}; do cri remove "$name"; done
  for namespace in test my_ns; do
    for name in $(ctr -n $namespace task ls -q); do ctr -n $namespace task rm -f "$name"; done
  done
  undaemon containerd; remove_stale_socket; ip link del kit-cri
}

# An archive of one image of the folder's busybox: oci NAME:TAG
oci() {
  local folder layer config manifest digest
  folder=$(mktemp -d "$work/oci.XXXX"); mkdir -p "$folder/blobs/sha256"
  put() { digest=$(sha256sum <"$1" | cut -d' ' -f1); cp "$1" "$folder/blobs/sha256/$digest"; }
  put "$work/image.tar"; layer=$digest
  printf '{"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/sleep","999"],"Env":["PATH=/bin","NAME=%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$1" "$layer" >"$folder/config"
  put "$folder/config"; config=$digest
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%d}]}' \
    "$config" "$(stat -c %s "$folder/config")" "$layer" "$(stat -c %s "$work/image.tar")" >"$folder/manifest"
  put "$folder/manifest"; manifest=$digest
  printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,"annotations":{"io.containerd.image.name":"%s"}}]}' \
    "$manifest" "$(stat -c %s "$folder/manifest")" "$1" >"$folder/index.json"
  echo '{"imageLayoutVersion":"1.0.0"}' >"$folder/oci-layout"
  rm "$folder/config" "$folder/manifest"
  tar -C "$folder" -cf "$work/oci.tar" .
}
configure() {
  mkdir -p "$work/cni"
  cat >"$work/cni/10-kit.conflist" <<N
{"cniVersion":"0.4.0","name":"kit","plugins":[{"type":"bridge","bridge":"kit-cri","isGateway":true,"ipam":{"type":"host-local","dataDir":"$work/ipam","ranges":[[{"subnet":"10.93.0.0/24"}]]}}]}
N
  cat >"$work/containerd.toml" <<T
version = 2
root = "$work/containerd"
state = "$work/containerd-state"
[grpc]
  address = "$socket"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$work/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "$work/runc"
T
}
start_containerd() {
  daemon containerd containerd -c "$work/containerd.toml"
  until_true 60 ctr version || skip runtime-fails "containerd does not start: $(tail -1 "$work/containerd.log")"
  sleep 1
}
uid=aaaaaaaa-0000-4000-8000-00000000000
pod() { pod=$(cri pod "$1" "$2" "$uid$3" "/kubepods/burstable/pod$uid$3" "$4" 2>"$work/cri.log") || { failed "pod $1: $(grep -v '^	at' "$work/cri.log" | tail -2 | head -1)"; return 1; }; pods="${pods:-} $pod"; }
container() { id=$(cri container "$pod" "$1" localhost/proof:1 "/kubepods/burstable/pod$uid$2" "${@:3}" 2>"$work/cri.log") || { failed "container $1: $(grep -v '^	at' "$work/cri.log" | tail -2 | head -1)"; return 1; }; }
compare() {
  cri exec "$id" /bin/echo "mark-$1"  >/dev/null
  alert_of "mark-$1" | same "$1" "$(cri inspect "$id" "$pod" | jq -c --arg runtime cri --argjson image null "$(cat "$home/scripts/containers/truth.jq")")"
}
run_ctr() { local namespace=$1 name=$2; shift 2; ctr -n "$namespace" run -d --null-io --snapshotter native --runc-binary "$work/runc" "$@" localhost/proof:1 "$name" /bin/sleep 999 2>>"$work/ctr.log" || failed "ctr run $name: $(tail -1 "$work/ctr.log")"; }
exec_ctr() { ctr -n "$1" task exec --exec-id "e$RANDOM" "$2" /bin/echo "$3" >/dev/null 2>>"$work/ctr.log"; }

make_image; make_runc; configure; start_containerd
for name in pause proof; do
  oci "localhost/$name:1"
  for namespace in k8s.io test my_ns; do ctr -n $namespace image import --snapshotter native "$work/oci.tar" >/dev/null || skip runtime-fails "the image cannot be imported"; done
done
run_ctr test early
[ "$(count FAILED)" = 0 ] || skip runtime-fails "$(tail -1 "$work/ctr.log")"
pod before kube-system 0 node && container main 0 plain && early=$id && early_pod=$pod

watch; answers cri
echo "Pods:"
id=$early; pod=$early_pod; compare before
if pod shop prod 1 pod; then
  container web 1 plain && compare web
  container side 1 plain && compare side
fi
pod admin kube-system 2 privileged && container root 2 privileged && compare root
if pod multi prod 3 pod; then
  shared=$pod
  container first 3 plain /bin/echo mark-init && first=$id
  alert_of mark-init | same "an init container" "$(jq -nc --arg id "${first:0:12}" '{"container.id": $id, "container.name": "first", "container.image.repository": "localhost/proof", "k8s.pod.name": "multi", "k8s.ns.name": "prod"}')"
  pod=$shared; container second 3 plain && compare second
  image=$(ctr -n k8s.io image ls | awk '$1 ~ /^sha256:/ { print $1 }' | head -1)
  pod=$shared; id=$(cri container "$pod" byid "${image:-localhost/proof:1}" "/kubepods/burstable/pod${uid}3" plain 2>"$work/cri.log") && cri exec "$id" /bin/echo mark-byid >/dev/null
  alert_of mark-byid | same "an image by its id" "$(jq -nc --arg id "${id:0:12}" '{"container.id": $id, "container.name": "byid", "k8s.pod.name": "multi"}')"
  echo "  its image is $(alert_of mark-byid | jq -c '[."container.image", ."container.image.repository", ."container.image.id"]')"
fi
hash=0123456789abcdef0123456789abcdef
pod=$(cri pod kube-proxy-node1 kube-system $hash /kubepods/burstable/pod$hash node 2>"$work/cri.log") && { pods="$pods $pod"
  id=$(cri container "$pod" proxy localhost/proof:1 /kubepods/burstable/pod$hash plain 2>"$work/cri.log") && compare proxy; }
pause() { grep '"rule":"life"' "$work/peregrine.log" | grep -q "\"container.id\":\"${early_pod:0:12}\""; }
pause && passed "pods have an entry of their own" || failed "a pod has no entry of its own"

echo "Containers of ctr:"
run_ctr test web --label team=green
run_ctr test my-long-container-name
run_ctr my_ns other
run_ctr test priv --privileged --net-host
of_ctr() { jq -nc --arg id "$2" --arg shown "${2:0:12}" --argjson more "${3:-"{}"}" \
  '{"container.id": $shown, "container.full_id": $id, "container.name": $shown, "container.type": "containerd", "container.image": "localhost/proof:1", "container.image.repository": "localhost/proof", "container.image.tag": "1", "container.privileged": false} + $more'; }
exec_ctr test early mark-early; alert_of mark-early | same "a container from before" "$(of_ctr test early)"
exec_ctr test web mark-ctr; alert_of mark-ctr | same "with a label" "$(of_ctr test web '{"container.label[team]": "green"}')"
exec_ctr test my-long-container-name mark-name; alert_of mark-name | same "a long name" "$(of_ctr test my-long-container-name)"
exec_ctr my_ns other mark-namespace; alert_of mark-namespace | same "another namespace" "$(of_ctr my_ns other)"
run_ctr test "odd.name_with-signs"; exec_ctr test odd.name_with-signs mark-odd; alert_of mark-odd | same "a name with signs" "$(of_ctr test odd.name_with-signs)"
run_ctr test deep --cgroup /test/below/deep; exec_ctr test deep mark-group; alert_of mark-group | jq -r '"  in a group of its own the id is \(."container.id")"'
exec_ctr test priv mark-priv; alert_of mark-priv | same "privileged, in the host's network" "$(of_ctr test priv '{"container.privileged": true, "container.host_network": true}')"

echo "Short containers:"
short() { ctr -n test run --rm --null-io --snapshotter native --runc-binary "$work/runc" localhost/proof:1 "$1" /bin/sleep 0.05; }
short_containers short
# The init container has ended: it is listed, and forgotten here.
there() { echo $((${first:+-1} + $(ctr -n test container ls -q | wc -l) + $(ctr -n my_ns container ls -q | wc -l) + $(ctr -n k8s.io container ls -q | wc -l))); }
known() { [ "$(figure peregrine_containers_known)" = "$(there)" ]; }
until_true 60 known && passed "as many containers are known as there are: $(there)" || failed "$(figure peregrine_containers_known) containers are known, there are $(there)"

echo "The runtime ends and comes back:"
undaemon containerd
start_containerd
run_ctr test again; exec_ctr test again mark-again; alert_of mark-again | same "after a restart" "$(of_ctr test again)"
pod late prod 5 pod && container late 5 plain && compare late
unwatch

echo "Its size:"
init='{with_size: true}'; watch; answers cri
if pod sized prod 6 pod && container sized 6 plain; then
  size() { cri inspect "$id" "$pod" | jq .size; }
  written() { [ "$(size)" -gt 0 ]; }
  until_true 40 written # containerd looks every ten seconds
  unwatch; watch; answers cri
  told=$(grep '"rule":"life"' "$work/peregrine.log" | grep "\"container.id\":\"${id:0:12}\"" | grep -o 'size[\\": ]*[0-9-]*' | grep -o '[0-9-]*$' | tail -1)
  [ "$(size)" -gt 0 ] && [ "$told" = "$(size)" ] && passed "with_size: $told bytes as CRI says" || failed "with_size: the event says '$told', CRI $(size)"
fi
unwatch

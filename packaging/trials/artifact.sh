# Rules from a registry: Debian's docker-registry on loopback, filled by skopeo, asked by the engine of the tarball; sourced by bash.

# Writes an OCI layout with one rules file into the folder $1: tag $2, text of the file $3.
lay_artifact() {
  local blobs=$1/blobs/sha256 layer config manifest
  rm -rf "$1"
  mkdir -p "$blobs" "$1.files"
  printf '%s' "$3" >"$1.files/trial.yaml"
  tar --create --gzip --directory "$1.files" --format=ustar --file "$1.layer" trial.yaml
  store() { local sum; sum=$(sha256sum <"$1" | cut -d ' ' -f 1); cp "$1" "$blobs/$sum"; printf '"digest":"sha256:%s","size":%s' "$sum" "$(stat -c %s "$1")"; }
  layer=$(store "$1.layer")
  printf '{"name":"trial","version":"%s.0.0"}' "$2" >"$1.config"
  config=$(store "$1.config")
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.cncf.falco.rulesfile.config.v1+json",%s},"layers":[{"mediaType":"application/vnd.cncf.falco.rulesfile.layer.v1+tar.gz",%s}]}' \
    "$config" "$layer" >"$1.manifest"
  manifest=$(store "$1.manifest")
  printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",%s,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}' \
    "$manifest" "$2" >"$1/index.json"
  printf '{"imageLayoutVersion":"1.0.0"}' >"$1/oci-layout"
}

try_artifact() {
  need docker-registry docker-registry skopeo skopeo
  local work follower port=$((20000 + RANDOM % 20000)) registry engine_folder=$target/$folder round name
  made "$engine_folder/peregrine"
  work=$(mktemp -d /var/tmp/peregrine-registry.XXXXXX)
  printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s/store}}\nhttp: {addr: "127.0.0.1:%s"}\nlog: {level: error}\n' "$work" "$port" >"$work/config.yml"
  docker-registry serve "$work/config.yml" >"$work/registry.log" 2>&1 &
  registry=$!
  name=127.0.0.1:$port/rules/trial
  for ((round = 0; round < 50; round++)); do { exec 6<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null && break; sleep 0.1; done
  push() {
    lay_artifact "$work/layout" "$1" "$2"
    skopeo copy --quiet --dest-tls-verify=false "oci:$work/layout:$1" "docker://$name:$1" >&2
  }
  check "skopeo publishes rules" push 1 "$(printf -- '- rule: From a registry\n  desc: d\n  condition: evt.type in (open, openat) and fd.name = /etc/hostname\n  output: fetched %%fd.name\n  priority: NOTICE\n')"
  fresh_root trixie
  cp -a "$engine_folder" "$root/opt/peregrine"
  echo trial >"$root/etc/hostname"
  printf 'webserver: {enabled: false}\nlog_syslog: false\n' >"$root/opt/peregrine/config.d/trial.yaml"
  start_engine "$root/log" inside /opt/peregrine/peregrine || true
  fetch() { inside /opt/peregrine/peregrine artifact install "$name:$1" --plain-http --rulesfiles-dir /opt/peregrine/rules.d "${@:2}"; }
  check "info names the version" grep -q 'versions: 1' <(inside /opt/peregrine/peregrine artifact info "$name" --plain-http)
  check "install" fetch 1 >&2
  fetched() {
    local round
    for ((round = 0; round < 50; round++)); do inside cat /etc/hostname >/dev/null; sleep 0.2; ! grep -q 'fetched /etc/hostname' "$root/log" || return 0; done
    return 1
  }
  check "the running engine takes the new rules by itself" fetched
  check "rules that do not load leave the old ones at work" push 2 '- rule: broken'
  check "but are installed" fetch 2 >&2
  check "and the engine goes on" alerts "$root/log"
  check "skopeo publishes what is followed" push 4 '- list: followed
  items: [first]'
  (become=exec; inside /opt/peregrine/peregrine artifact follow "$name:4" --plain-http --rulesfiles-dir /opt/peregrine/rules.d --every 1s >"$work/follow.log" 2>&1 </dev/null) &
  follower=$!
  check "follow installs" says "$root/opt/peregrine/rules.d/trial.yaml" first
  check "skopeo publishes it anew" push 4 '- list: followed
  items: [second]'
  check "follow installs what is new" says "$root/opt/peregrine/rules.d/trial.yaml" second
  kill "$follower"
  wait "$follower" 2>/dev/null || true
  sha=$(sha256sum <"$root/opt/peregrine/rules.d/trial.yaml")
  push 3 '- list: three'
  find "$work/store" -name data -size -600c -path '*blobs*' -exec sh -c 'case $(head -c 2 "$1" | od -An -tx1) in *1f*8b*) printf x | dd of="$1" bs=1 seek=20 conv=notrunc status=none ;; esac' - {} ';'
  check "a content that was tampered with in the registry is refused" not fetch 3 2>/dev/null
  check "and nothing was changed" test "$sha" = "$(sha256sum <"$root/opt/peregrine/rules.d/trial.yaml")"
  kill "$registry"
  wait "$registry" 2>/dev/null || true
  check "a registry that is gone is one sentence" test "$(fetch 1 2>&1 | wc -l)" = 1
  stop_engine
  rm -rf "$work"
}

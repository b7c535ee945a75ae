# Images for containers, put together here without any base from elsewhere; sourced by bash. An archive is an OCI layout with a manifest.json beside
# it, so that both 'docker load' and 'podman load' take it.
#
#   peregrine:VERSION          Debian's C library, the runtime, the engine, the rules: a layer each, in the order in which they seldom change
#   peregrine:VERSION-debian   the same on a whole small Debian

release=trixie

make_image() {
  need mmdebstrap mmdebstrap setcap libcap2-bin
  [ "$(id -u)" = 0 ] || die "Files of other owners and their capabilities need root; run 'sudo packaging/build image'."
  build_tree
  fetch_root
  local parts=$target/image
  rm -rf "$parts"
  mkdir -p "$parts"
  lay_base "$parts/base"
  lay_engine "$parts"
  assemble "$version" base runtime engine rules
  cp "$cache/layer-$release-$arch.tar" "$parts/debian.tar"
  lay_accounts "$parts/accounts"
  assemble "$version-debian" debian accounts runtime engine rules
  rm -rf "$parts"
}

# The small Debian, as a layer of its own: made once, without device files and what apt left.
fetch_root() {
  local layer=$cache/layer-$release-$arch.tar
  [ ! -f "$layer" ] || return 0
  say "making a small Debian $release for $arch"
  mmdebstrap --quiet --mode=root --variant="$(is_native && echo minbase || echo extract)" --arch="$arch" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --customize-hook='rm -rf "$1"/var/cache/* "$1"/var/lib/apt/lists/* "$1"/var/log/*' \
    --customize-hook='chmod 755 "$1/tmp" "$1/var/tmp" "$1/run/lock" 2>/dev/null || true' --skip=output/dev "$release" "$layer.new.tar" >&2
  mv "$layer.new.tar" "$layer"
}

# The files of the C library that the runtime links, from the small Debian, and what names the user.
lay_base() {
  local triplet=$machine-linux-gnu loader=lib64/ld-linux-x86-64.so.2 name names=()
  [ "$machine" = x86_64 ] || loader=lib/ld-linux-aarch64.so.1
  for name in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 "${loader##*/}"; do names+=("./usr/lib/$triplet/$name"); done
  mkdir -p "$1"/{dev,proc,sys,run,tmp,host} "$1/usr/${loader%/*}"
  tar --extract --file "$cache/layer-$release-$arch.tar" --directory "$1" "${names[@]}" ./usr/lib/os-release ./usr/share/doc/libc6/copyright
  ln -sf "../lib/$triplet/${loader##*/}" "$1/usr/$loader" 2>/dev/null || ln -sf "$triplet/${loader##*/}" "$1/usr/$loader"
  ln -s usr/lib "$1/lib"
  [ ! -d "$1/usr/lib64" ] || ln -s usr/lib64 "$1/lib64"
  mkdir -p "$1/etc"
  ln -s ../usr/lib/os-release "$1/etc/os-release"
  printf 'hosts: files dns\n' >"$1/etc/nsswitch.conf"
  printf 'root:x:0:0:root:/:/none\n' >"$1/etc/passwd"
  printf 'root:x:0:\n' >"$1/etc/group"
  lay_accounts "$1"
}

# The user that an image runs as, and its folders.
lay_accounts() {
  mkdir -p "$1"/etc/peregrine/{config.d,rules.d} "$1"/var/{lib,log}/peregrine "$1/host"
  if [ ! -f "$1/etc/passwd" ]; then
    tar --extract --file "$cache/layer-$release-$arch.tar" --directory "$1" ./etc/passwd ./etc/group
  fi
  printf 'peregrine:x:64435:64435:Peregrine runtime security engine:/var/lib/peregrine:/usr/sbin/nologin\n' >>"$1/etc/passwd"
  printf 'peregrine:x:64435:\n' >>"$1/etc/group"
  chown -R 64435:64435 "$1"/var/{lib,log}/peregrine
}

# The runtime, the engine and the rules, each below a folder of its own in $1.
lay_engine() {
  local place=usr/share/peregrine
  mkdir -p "$1/runtime/$place/lib" "$1/engine/$place" "$1"/engine/usr/{bin,share/doc/peregrine} "$1/rules/$place"
  cp -a "$tree/lib/runtime" "$1/runtime/$place/lib/"
  cp -a "$tree"/{lib,lsp,plugins,peregrine} "$1/engine/$place/"
  rm -r "$1/engine/$place/lib/runtime"
  ln -s ../share/peregrine/peregrine "$1/engine/usr/bin/peregrine"
  cp -a "$tree/share/doc/." "$1/engine/usr/share/doc/peregrine/"
  cp -a "$tree/rules" "$1/rules/$place/"
  cp "$home/modules/config/peregrine.yaml" "$1/rules/$place/"
}

# Packs the layers $2... in the order given into an image with the tag $1.
assemble() {
  local tag=$1 layer layers=() diffs=() digest size blobs=$parts/layout/blobs/sha256 archive=$target/peregrine-$1-$machine.image.tar
  shift
  rm -rf "$parts/layout"
  mkdir -p "$blobs"
  for layer in "$@"; do
    [ -f "$parts/$layer.tar" ] || pack_layer "$layer"
    diffs+=("\"sha256:$(sha256sum <"$parts/$layer.tar" | cut -d ' ' -f 1)\"")
    [ -f "$parts/$layer.tar.gz" ] || gzip -n -6 --keep "$parts/$layer.tar"
    digest=$(sha256sum <"$parts/$layer.tar.gz" | cut -d ' ' -f 1)
    ln -f "$parts/$layer.tar.gz" "$blobs/$digest"
    layers+=("$digest $(stat -c %s "$parts/$layer.tar.gz")")
  done
  write_image "$tag" "$blobs"
  tar --create --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --directory "$parts/layout" --file "$archive" .
  seal "$archive"
}

pack_layer() {
  local folder=$parts/$1
  find "$folder" -type d -exec chmod 755 {} +
  find "$folder" -type f -not -perm /100 -exec chmod 644 {} +
  find "$folder" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
  [ ! -f "$folder/usr/share/peregrine/peregrine" ] \
    || setcap cap_bpf,cap_perfmon,cap_sys_ptrace,cap_dac_read_search=p "$folder/usr/share/peregrine/peregrine"
  tar --create --sort=name --format=pax --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime --xattrs \
    --xattrs-include=security.capability --numeric-owner --directory "$folder" --file "$folder.tar" .
}

# Writes configuration, manifest and indexes of an image whose layers are in $layers (digest and size) and $diffs.
write_image() {
  local tag=$1 blobs=$2 created config manifest list= docker= layer
  created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  put_blob() { local sum; sum=$(printf %s "$1" | sha256sum | cut -d ' ' -f 1); printf %s "$1" >"$blobs/$sum"; printf '%s %s' "$sum" "$(stat -c %s "$blobs/$sum")"; }
  config=$(put_blob "{\"created\":\"$created\",\"architecture\":\"$arch\",\"os\":\"linux\",\"config\":{\"User\":\"64435:64435\",\"Env\":[\"PATH=/usr/sbin:/usr/bin:/sbin:/bin\",\"HOST_ROOT=/host\"],\"Entrypoint\":[\"/usr/bin/peregrine\"],\"WorkingDir\":\"/var/lib/peregrine\",\"ExposedPorts\":{\"8765/tcp\":{}},\"Labels\":{\"org.opencontainers.image.title\":\"Peregrine\",\"org.opencontainers.image.version\":\"$version\",\"org.opencontainers.image.licenses\":\"Apache-2.0\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[$(IFS=,; printf %s "${diffs[*]}")]},\"history\":[$(for layer in "${layers[@]}"; do printf '%s{"created":"%s","created_by":"packaging/build image"}' "$list" "$created"; list=,; done)]}")
  list=
  for layer in "${layers[@]}"; do
    list+="${list:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:${layer% *}\",\"size\":${layer#* }}"
    docker+="${docker:+,}\"blobs/sha256/${layer% *}\""
  done
  manifest=$(put_blob "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:${config% *}\",\"size\":${config#* }},\"layers\":[$list]}")
  printf '{"imageLayoutVersion":"1.0.0"}' >"${blobs%/*/*}/oci-layout"
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"platform":{"architecture":"%s","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"%s","io.containerd.image.name":"docker.io/library/peregrine:%s"}}]}' \
    "${manifest% *}" "${manifest#* }" "$arch" "$tag" "$tag" >"${blobs%/*/*}/index.json"
  printf '[{"Config":"blobs/sha256/%s","RepoTags":["peregrine:%s"],"Layers":[%s]}]' "${config% *}" "$tag" "$docker" >"${blobs%/*/*}/manifest.json"
}

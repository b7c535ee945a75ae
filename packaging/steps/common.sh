# What the steps of packaging/build share; sourced by bash behind scripts/environment.sh. Expects $home and $packaging.

target=$packaging/target
cache=$target/cache
version=$(sed -n '/<version>/{s/.*<version>\(.*\)<\/version>.*/\1/p;q}' "$home/pom.xml")
# The time of every file in a package, so that two builds of one commit are the same bytes.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$home" log -1 --format=%ct 2>/dev/null || echo 1767225600)}

# Sets $arch to Debian's name of the processor, $machine to the kernel's and $folder to the name of the unpacked tarball.
choose_arch() {
  case $1 in
    amd64 | x86_64) arch=amd64 machine=x86_64 glibc=2.17 ;;
    arm64 | aarch64) arch=arm64 machine=aarch64 glibc=2.38 ;; # its runtime is Debian 13's
    *) die "There is no build for the processor '$1'; amd64 and arm64 can be made." ;;
  esac
  folder=peregrine-$version-$machine
}

# Whether packages for $arch run on this machine.
is_native() { [ "$(uname -m)" = "$machine" ]; }

# Dies with what to install when one of the commands is missing: need COMMAND PACKAGE...
need() {
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || die "The command $1 is missing; run 'apt-get install $2' and start again."
    shift 2
  done
}

# Gives everything below $1 the one time and rights that do not depend on the builder's umask.
settle() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -perm /100 -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# Writes the SHA-256 of a package beside it, and with PEREGRINE_SIGNING_KEY a signature of minisign.
seal() {
  local name=${1##*/}
  (cd "${1%/*}" && sha256sum "$name" >"$name.sha256")
  if [ -n "${PEREGRINE_SIGNING_KEY:-}" ]; then
    need minisign minisign
    minisign -S -s "$PEREGRINE_SIGNING_KEY" -m "$1" -t "Peregrine $version, $name" >/dev/null </dev/null || die "minisign could not sign $1."
  fi
  say "$1 ($(numfmt --to=iec --suffix=B "$(stat -c %s "$1")"))"
}

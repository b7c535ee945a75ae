# Functions that the launcher and the test command share: where the JDK is, which Debian packages are missing, and the build.
# Sourced by bash; expects $home, the folder of the project. Prints nothing on standard output.

say() { printf '%s\n' "peregrine: $*" >&2; }
die() { say "$*"; exit 1; }

# Whether the folder $1 holds a JDK of version 25 or newer (its file `release` says so without starting it).
is_jdk() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

# Sets $jdk to a JDK 25: JAVA_HOME first, then the system's JVM folders, then the `java` of the path.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$(path_java)"; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then jdk=$candidate; return 0; fi
  done
  die "No JDK 25 was found in JAVA_HOME, /usr/lib/jvm or the path; install one (Temurin's package temurin-25-jdk, or any JDK 25 unpacked below /usr/lib/jvm) and start again."
}

path_java() {
  local java
  java=$(command -v java) || return 0
  java=$(readlink -f "$java") && dirname "$(dirname "$java")"
}

# The Debian packages that the commands and libraries named here come from and that are missing; $1 is `build`, `run` or `receivers`.
missing_packages() {
  local missing=()
  ldconfig -p 2>/dev/null | grep -q 'libbpf\.so\.1' || missing+=(libbpf1)
  if [ "$1" = build ]; then
    command -v clang >/dev/null || missing+=(clang)
    command -v llvm-strip >/dev/null || missing+=(llvm)
    [ -r /usr/include/bpf/bpf_helpers.h ] || missing+=(libbpf-dev)
    command -v mvn >/dev/null || missing+=(maven)
  fi
  if [ "$1" = receivers ]; then
    [ -x /usr/sbin/rsyslogd ] || missing+=(rsyslog)
    [ -x /usr/bin/prometheus ] || missing+=(prometheus)
  fi
  printf '%s ' "${missing[@]}"
}

# Installs what is missing for $1 (`build`, `run` or `receivers`), after asking; $assume_yes=1 or a CI machine without a terminal asks nothing.
install_packages() {
  local missing answer
  missing=$(missing_packages "$1")
  [ -n "${missing// /}" ] || return 0
  command -v apt-get >/dev/null || die "These packages are missing: $missing; install them with this system's package tool and start again."
  [ "$(id -u)" = 0 ] || die "These packages are missing: $missing; run 'sudo apt-get install $missing' and start again."
  if [ "${assume_yes:-0}" != 1 ] && ! { [ -n "${CI:-}" ] && [ ! -t 0 ]; }; then
    [ -t 0 ] || die "These packages are missing: $missing; run 'apt-get install $missing' or start again with --yes."
    read -r -p "peregrine: install the Debian packages $missing? [y/N] " answer </dev/tty
    case $answer in y | Y | yes) ;; *) die "Not installed; without $missing Peregrine cannot be built here." ;; esac
  fi
  say "installing $missing"
  { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; }; } \
    >"${TMPDIR:-/tmp}/peregrine-packages.log" 2>&1 \
    || die "apt-get could not install $missing; its words are in ${TMPDIR:-/tmp}/peregrine-packages.log."
}

# Runs a command as the user who called sudo, so that build output belongs to that user; as root when there is none.
as_builder() {
  if [ "$(id -u)" = 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ] && [ "$(stat -c %U "$home")" = "$SUDO_USER" ]; then
    sudo -u "$SUDO_USER" -H env JAVA_HOME="$jdk" "$@"
  else
    JAVA_HOME=$jdk "$@"
  fi
}

# Maven without its own chatter about the JDK.
run_maven() { as_builder mvn --batch-mode --no-transfer-progress "$@"; }

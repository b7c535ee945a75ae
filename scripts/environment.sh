# Functions that the launcher and the test command share: where the JDK is, which Debian packages are missing, and the build.
# Sourced by bash; expects $home, the folder of the project. Prints nothing on standard output.

say() { printf '%s\n' "peregrine: $*" >&2; }
die() { say "$*"; exit 1; }

# Whether the folder $1 holds a JDK of version 25 or newer (its file `release` says so without starting it).
is_jdk() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local line
  while read -r line || [ -n "$line" ]; do
    if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then [ "${BASH_REMATCH[1]}" -ge 25 ]; return; fi
  done <"$1/release"
  return 1
}

# Sets $jdk to a JDK 25: JAVA_HOME first, then the system's JVM folders, then the `java` of the path.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk*; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then jdk=$candidate; return 0; fi
  done
  candidate=$(path_java)
  if [ -n "$candidate" ] && is_jdk "$candidate"; then jdk=$candidate; return 0; fi
  die "No JDK 25 was found in JAVA_HOME, /usr/lib/jvm or the path; install one (Temurin's package temurin-25-jdk, or any JDK 25 unpacked below /usr/lib/jvm) and start again."
}

path_java() {
  local java
  java=$(command -v java) || return 0
  java=$(readlink -f "$java") && dirname "$(dirname "$java")"
}

# Whether a shared library is where the system's loader looks for it; the usual folders are looked at first, without starting a program.
has_library() {
  local file
  for file in /usr/lib/*-linux-gnu/"$1" /usr/lib64/"$1" /usr/lib/"$1"; do [ -e "$file" ] && return 0; done
  ldconfig -p 2>/dev/null | grep -qF "$1 "
}

# The Debian packages that the commands and libraries named here come from and that are missing; $1 is `build`, `run` or `receivers`.
missing_packages() {
  local missing=()
  has_library libbpf.so.1 || missing+=(libbpf1)
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

# What Peregrine's web server on port $1 of this machine answers to the path $2, head and body; starts no program but cat.
ask_web() {
  { exec 6<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&6
  cat <&6
  exec 6<&- 6>&-
}

# Whether /readyz on port $1 answers 200; starts no program.
is_ready() {
  local answer
  { exec 6<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET /readyz HTTP/1.0\r\n\r\n' >&6
  read -r -t 5 answer <&6 || answer=
  exec 6<&- 6>&-
  [[ $answer == *' 200 '* ]]
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

# The virtual machine takes file names and arguments for UTF-8 only where the locale says so, whatever its flags are. If this one does not (a
# service, cron or a container without locales), sets one that does; PEREGRINE_LC_ALL keeps what stood there for the programs that the engine starts.
choose_locale() {
  local locale letter=$'\xc3\xa9' stated=${LC_ALL:-}
  [ ${#letter} != 1 ] || return 0
  for locale in C.UTF-8 C.utf8 en_US.UTF-8; do
    { LC_ALL=$locale; } 2>/dev/null
    if [ ${#letter} = 1 ]; then
      export LC_ALL PEREGRINE_LC_ALL=$stated
      return 0
    fi
  done
  if [ -n "$stated" ]; then LC_ALL=$stated; else unset LC_ALL; fi
}

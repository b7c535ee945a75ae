# The flags of the virtual machine; sourced by bash. Expects $dist, $home.

# Sets $config to the configuration file of the arguments, else to the first of the usual ones that can be read, else to /dev/null.
find_configuration() {
  local argument previous=
  config=/dev/null
  for argument in "$@"; do
    [ "$previous" != -c ] || config=$argument
    case $argument in -c?*) config=${argument#-c} ;; esac
    previous=$argument
  done
  if [ "$config" = /dev/null ]; then
    for config in /etc/peregrine/peregrine.yaml /etc/falco/falco.yaml /dev/null; do [ -r "$config" ] && break; done
  fi
}

# Sets $budget to the state budget in megabytes: -o state.max_memory_mb=N of the arguments, else the configuration file's, else 64; and adds to
# $files the absolute paths that stand in the configuration's lists. Expects $config.
read_configuration() {
  local previous= argument line stated=
  local lines=() entry='^[[:space:]]*-[[:space:]]*["'\'']?(/[^"'\'' #]*)'
  budget=
  for argument in "$@"; do
    case $previous$argument in
      -ostate.max_memory_mb=* | --optionstate.max_memory_mb=* | *-o=state.max_memory_mb=* | *--option=state.max_memory_mb=*)
        budget=${argument##*state.max_memory_mb=} ;;
    esac
    previous=; case $argument in -o | --option) previous=$argument ;; esac
  done
  mapfile -t lines < <(grep -E '^[^#]*max_memory_mb:|^[[:space:]]*-[^#]*/' "$config" 2>/dev/null)
  for line in "${lines[@]}"; do
    case $line in
      *max_memory_mb:*) [[ ! $line =~ max_memory_mb:[[:space:]]*([0-9]{1,6}) ]] || stated=${stated:-${BASH_REMATCH[1]}} ;;
      *-*/*) [[ ! $line =~ $entry ]] || files+=("${BASH_REMATCH[1]}") ;;
    esac
  done
  budget=${budget:-$stated}
  case $budget in '' | *[!0-9]*) budget=64 ;; esac
}

# Sets $rules_room to the megabytes that large rules files need: 32 times what the files and folders that the arguments and $files name are
# larger than one megabyte, up to half of the machine's memory.
measure_rules() {
  local name argument value total=0 size machine=0 all=()
  rules_room=0
  for argument in "$@"; do
    case $argument in *.scap | *.scap.* | *capture_file=*) continue ;; esac # captures are large and are not read into memory
    for name in "$argument" "${argument#-?}" "${argument#*=}"; do [ ! -e "$name" ] || { files+=("$name"); break; }; done
  done
  for name in "${files[@]}"; do
    if [ -d "$name" ]; then all+=("$name"/*.yaml "$name"/*.yml); elif [ -f "$name" ]; then all+=("$name"); fi
  done
  [ ${#all[@]} -gt 0 ] || return 0
  for size in $(find -L "${all[@]}" -maxdepth 0 -type f -size +255k -printf '%s\n' 2>/dev/null); do total=$((total + size)); done
  ((total > 1048576)) || return 0
  while read -r name value _; do
    if [ "$name" = MemTotal: ]; then machine=$value; break; fi
  done </proc/meminfo
  rules_room=$(((total - 1048576) / 32768))
  rules_room=$((rules_room < machine / 2048 ? rules_room : machine / 2048))
}

# Whether the arguments ask for something that is printed or checked in a second: code that the optimising compiler makes would come too late.
is_short() {
  [ "${1:-}" != lint ] || return 0
  local argument
  for argument in "$@"; do
    case $argument in
      --) return 1 ;;
      -V* | --validate* | -L | -l* | --list* | -h | --help | --version | --config-schema | --rule-schema | --plugin-info* | --page-size | -i) return 0 ;;
    esac
  done
  return 1
}

# Sets $jvm_flags. Heap: the state budget, as much again for the collector's room, 64 MB for rules, queues and classes, and what large rules need.
choose_jvm_flags() {
  local budget config rules_room files=()
  find_configuration "$@"
  read_configuration "$@"
  measure_rules "$@"
  jvm_flags=(
    # The stack of the main thread, which plans and asks conditions that may nest 10,000 deep, and in kilobytes those of all others.
    -Xss64m -XX:ThreadStackSize=512
    -Xms32m "-Xmx$((budget * 2 + 64 + rules_room))m"
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
    -XX:-UsePerfData -XX:+DisplayVMOutputToStderr
    # The optimising compiler begins later, so that it leaves the processors to the start; a busy machine reaches these numbers in a moment.
    -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=160000
    -Xlog:disable "-Xlog:all=error,aot*=off,cds*=off:stderr"
    -Dsun.net.inetaddr.ttl=5 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    "-Dperegrine.home=$home"
  )
  if [ "$rules_room" = 0 ] && is_short "$@"; then jvm_flags+=(-XX:TieredStopAtLevel=1); fi
  [ -f "$dist/peregrine.aot" ] && jvm_flags+=("-XX:AOTCache=$dist/peregrine.aot")
  if [ -n "${PEREGRINE_JVM_FLAGS:-}" ]; then read -r -a extra <<<"$PEREGRINE_JVM_FLAGS"; jvm_flags+=("${extra[@]}"); fi
}

# Sets $with_default_signals to a prefix of the engine's command. Who starts a program under nohup or behind a shell's & ignores HUP or INT for
# it, and the virtual machine would leave them ignored; these signals are commands here.
default_signals() {
  local name value ignored= commands=$((1 << 0 | 1 << 1 | 1 << 9 | 1 << 14)) # HUP, INT, USR1, TERM
  with_default_signals=()
  while read -r name value; do
    if [ "$name" = SigIgn: ]; then ignored=$value; break; fi
  done 2>/dev/null <"/proc/$$/status"
  if ((0x${ignored:-0} & commands)) && env --default-signal=INT true 2>/dev/null; then
    with_default_signals=(env --default-signal=HUP,INT,USR1,TERM)
  fi
}

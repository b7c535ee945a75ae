# The flags of the virtual machine; sourced by bash. Expects $dist, $home.

# Nothing here starts a program: each would delay the engine by some milliseconds.

# Sets $budget to the state budget in megabytes: -o state.max_memory_mb=N of the arguments, else the configuration file's, else 64.
state_budget() {
  local config=/dev/null previous= argument line
  budget=
  for argument in "$@"; do
    case $previous$argument in
      -ostate.max_memory_mb=* | --optionstate.max_memory_mb=* | *-o=state.max_memory_mb=* | *--option=state.max_memory_mb=*)
        budget=${argument##*state.max_memory_mb=} ;;
      -c*) config=${argument#-c} ;;
    esac
    previous=; case $argument in -o | --option | -c) previous=$argument ;; esac
  done
  if [ "$config" = /dev/null ]; then
    for config in /etc/peregrine/peregrine.yaml /etc/falco/falco.yaml /dev/null; do [ -r "$config" ] && break; done
  fi
  if [ -z "$budget" ]; then
    while read -r line || [ -n "$line" ]; do
      if [[ $line =~ ^max_memory_mb:[[:space:]]*([0-9]{1,6}) ]]; then budget=${BASH_REMATCH[1]}; break; fi
    done 2>/dev/null <"$config" || true
  fi
  case $budget in '' | *[!0-9]*) budget=64 ;; esac
}

# Sets $jvm_flags. Heap: the state budget, as much again for the collector's room, and 64 MB for rules, queues and classes.
choose_jvm_flags() {
  local budget
  state_budget "$@"
  jvm_flags=(
    -Xms32m "-Xmx$((budget * 2 + 64))m" -Xss512k
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
    -XX:-UsePerfData -XX:+DisplayVMOutputToStderr
    # The optimising compiler begins later, so that it leaves the processors to the start; a busy machine reaches these numbers in a moment.
    -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=160000
    -Xlog:disable "-Xlog:all=error,aot*=off,cds*=off:stderr"
    -Dsun.net.inetaddr.ttl=5 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    "-Dperegrine.home=$home"
  )
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

# The flags of the virtual machine; sourced by bash. Expects $dist, $home.

# The capture that the arguments of a replay name last; nothing for none.
replayed_capture() {
  local argument previous= found=
  for argument in "$@"; do
    case $previous in
      -e) found=$argument ;;
      -o | --option) case $argument in engine.replay.capture_file=*) found=${argument#*=} ;; esac ;;
    esac
    case $argument in
      -e?*) found=${argument#-e} ;;
      -oengine.replay.capture_file=* | --option=engine.replay.capture_file=*) found=${argument#*engine.replay.capture_file=} ;;
    esac
    previous=$argument
  done
  printf '%s' "$found"
}

# Whether a file of $1 has no more than $2 megabytes; a packed one counts eight times.
is_small() {
  local size magic=
  [ -f "$1" ] && size=$(stat -Lc %s -- "$1" 2>/dev/null) || return 1
  IFS= LC_ALL=C read -r -d '' -n 2 magic 2>/dev/null <"$1"
  [ "$magic" != $'\x1f\x8b' ] || size=$((size * 8))
  [ "$size" -le $(($2 << 20)) ]
}

# Whether the work is done before code that the optimising compiler makes would pay: what is printed or checked in a second or two, tests of rules, and captures
# that are not large (BENCHMARKS.md). packaging/launcher/peregrine.c decides the same for an installation.
is_short() {
  local argument capture
  case ${1:-} in
    lint | fmt | test | suggest | docs | completion | plugin | artifact | migrate) return 0 ;;
    read | explain)
      for argument in "${@:2}"; do
        [ ! -f "$argument" ] || is_small "$argument" 32 || return 1
      done
      return 0
      ;;
    record | hunt | profile | lsp) return 1 ;;
  esac
  for argument in "$@"; do
    case $argument in
      -V* | --validate* | -L | -l* | --list* | -h | --help | --version | --config-schema | --rule-schema | --plugin-info* | --page-size | -i) return 0 ;;
    esac
  done
  capture=$(replayed_capture "$@")
  [ -n "$capture" ] && is_small "$capture" 256
}

# Sets $jvm_flags. The heap is that of the default configuration; the engine starts itself anew where its own needs another (HeapChoice).
choose_jvm_flags() {
  jvm_flags=(
    # The stack of the main thread, which plans and asks conditions that may nest 10,000 deep, and in kilobytes those of all others.
    -Xss64m -XX:ThreadStackSize=512
    # A small young generation, and memory that the compilers have given back returned to the system: 3 to 6 MB less are resident.
    -Xms32m -Xmn8m -Xmx224m -XX:TrimNativeHeapInterval=10000
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
    -XX:-UsePerfData -XX:+DisplayVMOutputToStderr
    # Unused monitors are looked for every four seconds instead of four times a second, which would wake an idle machine.
    -XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=4000
    # The cache has no training, of which a thread of its own would tell the compilers.
    -XX:-AOTReplayTraining
    # Both compilers begin later, so that they leave the processors to the start; a busy machine reaches these numbers in a moment.
    -XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500 -XX:Tier3CompileThreshold=8000
    -XX:Tier4InvocationThreshold=60000 -XX:Tier4MinInvocationThreshold=9000 -XX:Tier4CompileThreshold=120000 -XX:Tier4BackEdgeThreshold=320000
    # What the command line and annotations need of reflection is used once: a method handle for each takes 20 ms of a start.
    -Djdk.reflect.useNativeAccessorOnly=true
    -Xlog:disable "-Xlog:all=error,aot*=off,cds*=off:stderr"
    -Dsun.net.inetaddr.ttl=5 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    "-Dperegrine.home=$home"
  )
  # What is short has only the quick compiler, which begins early and puts a little more in line.
  if is_short "$@"; then
    jvm_flags+=(-XX:TieredStopAtLevel=1 -XX:Tier3InvocationThreshold=200 -XX:Tier3MinInvocationThreshold=100 -XX:Tier3CompileThreshold=1000 -XX:C1MaxInlineSize=50)
  fi
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

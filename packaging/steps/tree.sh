# The folder that every package is made of; sourced by bash.
#
#   peregrine  peregrine.yaml  portable  rules/  plugins/  lsp/  config.d/  rules.d/  LICENSE
#   lib/       runtime/  jars/  native/  jvm.options  peregrine.aot
#   share/     completions/  man/  doc/ (the pages of docs/, peregrine_plugin.h, editors/, sbom.cdx.json, licenses/)

# Sets $tree to the complete folder for $machine.
build_tree() {
  [ -z "${tree:-}" ] || return 0
  tree=$target/$folder
  dist=$home/modules/app/target/dist
  . "$home/scripts/build.sh"
  . "$home/scripts/jvm.sh"
  train_cache() { :; } # the package's own cache is recorded in the package's own folder
  build_if_stale
  build_native
  build_runtime "$dist"/lib/*.jar "$dist"/lsp/*.jar "$dist"/plugins/*.jar "$dist"/plugins/*/*.jar
  say "putting together $tree"
  rm -rf "$tree"
  mkdir -p "$tree"/{config.d,rules.d,lib/jars,lib/native,share/doc/licenses}
  cp -r "$runtime" "$tree/lib/runtime"
  cp "$dist"/lib/*.jar "$tree/lib/jars/"
  cp "$native"/lib*.so.1 "$tree/lib/native/"
  cp "$native/peregrine" "$tree/peregrine"
  cp -r "$home/rules" "$tree/rules"
  cp -r "$dist/plugins" "$tree/plugins"
  cp -r "$dist/lsp" "$tree/lsp"
  write_configuration
  write_options
  write_entry_jar
  write_documents
  settle "$tree"
  record_cache
}

# Who unpacks a folder means what lies in it: its own folders take the place of those below /etc.
write_configuration() {
  sed -e 's#/etc/peregrine/\(config\|rules\)\.d#${PEREGRINE_HOME}/\1.d#' -e '\#^  - /etc/falco/config\.d$#d' \
    "$home/modules/config/peregrine.yaml" >"$tree/peregrine.yaml"
  printf '%s\n' 'While this file is here, the peregrine.yaml beside it is read; without it /etc/peregrine/peregrine.yaml and /etc/falco/falco.yaml come first.' \
    >"$tree/portable"
}

# The flags of the virtual machine, one a line, without what the launcher adds from where it lies.
write_options() {
  local flag home=/nonexistent dist=/nonexistent jvm_flags=() PEREGRINE_JVM_FLAGS=
  choose_jvm_flags -c /dev/null
  printf '# Flags of the virtual machine, one a line.\n' >"$tree/lib/jvm.options"
  for flag in "${jvm_flags[@]}"; do
    case $flag in -Dperegrine.home=*) ;; *) printf '%s\n' "$flag" ;; esac
  done >>"$tree/lib/jvm.options"
}

# A jar that names the others in order, so that the class path does not depend on the order in a folder, which the cache would refuse.
write_entry_jar() {
  local jars=("$tree"/lib/jars/*.jar) manifest=$target/manifest
  { printf 'Main-Class: io.peregrine.app.Main\nClass-Path:'; printf ' \n  %s' "${jars[@]##*/}"; printf '\n'; } >"$manifest"
  "$jdk/bin/jar" --create --file "$tree/lib/jars/peregrine.jar" --manifest "$manifest" --date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)"
  rm "$manifest"
}

# Records the classes that a start needs in the folder's own ahead-of-time cache: as root by a real watch, else by a dry run. Only where
# the package's processor is this machine's; elsewhere the first start makes do without.
record_cache() {
  is_native || return 0
  local folder port=$((20000 + RANDOM % 20000)) cache_file=$tree/lib/peregrine.aot
  say "recording the start"
  folder=$(mktemp -d)
  write_training "$folder" "$port"
  if [ "$(id -u)" = 0 ]; then record_watch "$folder" "$port" || rm -f "$cache_file"; fi
  [ -f "$cache_file" ] || PEREGRINE_JVM_FLAGS="${recording_flags[*]} -XX:AOTCacheOutput=$cache_file" "$tree/peregrine" -c "$folder/peregrine.yaml" --dry-run \
    >"$target/aot.log" 2>&1 || true
  rm -rf "$folder" "$cache_file.config"
  [ -f "$cache_file" ] || die "The start could not be recorded; what was said is in $target/aot.log."
  settle "$tree"
}

# Watches this machine until it is ready and an alert was raised, at most half a minute.
record_watch() {
  local folder=$1 port=$2 engine ready= round
  PEREGRINE_JVM_FLAGS="${recording_flags[*]} -XX:AOTCacheOutput=$cache_file" "$tree/peregrine" -c "$folder/peregrine.yaml" -M 30 >"$target/aot.log" 2>&1 &
  engine=$!
  for ((round = 0; round < 300; round++)); do
    if is_ready "$port"; then ready=yes; break; fi
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/opened"
  sleep 0.5
  kill -TERM "$engine" 2>/dev/null || true
  wait "$engine" || true
  [ -n "$ready" ]
}

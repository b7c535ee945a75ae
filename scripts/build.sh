# The build of a source tree; sourced by bash after environment.sh. Expects $home, $dist and $jdk.

# The modules whose jars are the product, for Maven's -pl.
shipped_modules=modules/app,modules/lsp,plugins/json,plugins/k8saudit,plugins/cloudtrail

# Whether a source is newer than the last build.
is_stale() {
  [ -f "$dist/.built" ] || return 0
  [ -n "$(find "$home" -path '*/target' -prune -o -path "$home/.git" -prune -o -path '*/src/test' -prune \
    -o -type f \( -path '*/src/*' -o -name pom.xml \) -newer "$dist/.built" -print -quit)" ]
}

# Builds when there is nothing built or a source is newer; what Maven says goes to a log and is shown only when it fails.
build_if_stale() {
  is_stale || return 0
  install_packages build
  local log=$home/target/build.log started=$SECONDS
  as_builder mkdir -p "$home/target"
  say "building (about a minute the first time; the log is $log)"
  run_maven -f "$home/pom.xml" -pl "$shipped_modules" -am -DskipTests -Dmaven.test.skip=true package >"$log" 2>&1 \
    || { tail -n 25 "$log" >&2; die "The build failed; the whole log is $log."; }
  as_builder touch "$dist/.built"
  train_cache
  say "built in $((SECONDS - started)) s"
}

# How a start is recorded: without how often methods were called, for with that the optimising compiler takes the processors from the start; behind a replay.
recording_flags=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "-Dperegrine.training.capture=$home/rules/tests/captures/event-suite.scap.gz")

# Records the classes that a start needs in an ahead-of-time cache; without one the engine only starts slower. Root records a replay and a real start, which
# takes the probe in too; another user a replay and a start that opens nothing.
train_cache() {
  local folder port=$((20000 + RANDOM % 20000))
  folder=$(as_builder mktemp -d)
  as_builder rm -f "$dist/peregrine.aot"
  . "$home/scripts/jvm.sh"
  choose_jvm_flags --dry-run
  jvm_flags+=("${recording_flags[@]}")
  write_training "$folder" "$port"
  if [ "$(id -u)" = 0 ] && train_live "$folder" "$port"; then
    chown --reference="$dist" "$dist/peregrine.aot"
  else
    as_builder "$jdk/bin/java" "${jvm_flags[@]}" -XX:AOTCacheOutput="$dist/peregrine.aot" -cp "$dist/lib/*" \
      io.peregrine.app.Main -c "$folder/peregrine.yaml" --dry-run >"$home/target/aot.log" 2>&1 || true
  fi
  rm -rf "$folder"
}

# Writes the configuration of the training into a folder, and a rule that is met when the file beside it is opened.
write_training() {
  local folder=$1 port=$2
  : >"$folder/opened"
  printf '%s\n' '- rule: Opened' '  desc: The file of the training.' '  output: opened %fd.name by %proc.cmdline' '  priority: NOTICE' \
    "  condition: evt.type in (open, openat) and fd.name = $folder/opened" >"$folder/rules.yaml"
  printf '%s\n' "rules_files: [\"$home/rules\", \"$home/scripts/training-rules.yaml\", \"$folder/rules.yaml\"]" \
    'stdout_output: {enabled: true}' 'log_syslog: false' 'log_stderr: true' 'load_plugins: [container]' 'plugins:' '  - name: container' \
    '    library_path: libcontainer.so' '    init_config:' '      label_max_len: 100' '      with_size: false' '      hooks: [create, start]' \
    '      engines: {docker: {enabled: true, sockets: [/var/run/docker.sock]}, lxc: {enabled: true}}' \
    'append_output: [{suggested_output: true}]' "webserver: {enabled: true, listen_port: $port}" >"$folder/peregrine.yaml"
}

# Watches this machine until it is ready and an alert was raised, at most half a minute, and records that; fails when it did not get ready.
train_live() {
  local folder=$1 port=$2 engine ready= round
  "$jdk/bin/java" "${jvm_flags[@]}" -XX:AOTCacheOutput="$dist/peregrine.aot" -cp "$dist/lib/*" \
    io.peregrine.app.Main -c "$folder/peregrine.yaml" -M 30 >"$home/target/aot.log" 2>&1 &
  engine=$!
  for ((round = 0; round < 300; round++)); do
    if is_ready "$port"; then ready=yes; break; fi
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/opened"
  sleep 0.5
  kill -TERM "$engine" 2>/dev/null
  wait "$engine"
  [ -n "$ready" ] && [ -f "$dist/peregrine.aot" ]
}

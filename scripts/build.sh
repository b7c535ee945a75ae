# The build of a source tree; sourced by bash after environment.sh. Expects $home, $dist and $jdk.

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
  run_maven -f "$home/pom.xml" -pl app -am -DskipTests -Dmaven.test.skip=true package >"$log" 2>&1 \
    || { tail -n 25 "$log" >&2; die "The build failed; the whole log is $log."; }
  as_builder touch "$dist/.built"
  train_cache
  say "built in $((SECONDS - started)) s"
}

# Records the classes that a start needs in an ahead-of-time cache; without one the engine only starts slower.
train_cache() {
  as_builder rm -f "$dist/peregrine.aot"
  . "$home/scripts/jvm.sh"
  choose_jvm_flags --dry-run
  as_builder "$jdk/bin/java" "${jvm_flags[@]}" -XX:AOTCacheOutput="$dist/peregrine.aot" -cp "$dist/lib/*" \
    io.peregrine.app.Main --dry-run >"$home/target/aot.log" 2>&1 || true
}

# The virtual machine of a package: a jlink image with the modules that the jars need. Sourced by bash.

# The modules that the jars name, and those that are only reached by name: the signal API and JMX's figures.
needed_modules() {
  local jars=("$1"/*.jar)
  "$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --multi-release 25 "${jars[@]}" | tr ',' '\n' \
    | cat - <(printf '%s\n' jdk.unsupported jdk.management jdk.net) | sort -u | paste -sd,
}

# Sets $runtime to the image for the jars in $1.
build_runtime() {
  local modules source=$jdk
  is_native || find_foreign_jdk
  modules=$(needed_modules "$1") || die "jdeps could not tell which modules the jars in $1 need."
  runtime=$cache/runtime-$machine
  [ "$(cat "$runtime.inputs" 2>/dev/null)" != "$modules $(cat "$source/release")" ] || return 0
  say "linking a runtime of $modules"
  rm -rf "$runtime"
  "$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --vm=server \
    --compress=zip-6 --output "$runtime" >&2 || die "jlink could not make a runtime of $modules."
  rm -f "$runtime"/bin/{keytool,jrunscript,rmiregistry} "$runtime"/lib/server/*.jsa
  printf '%s %s\n' "$modules" "$(cat "$source/release")" >"$runtime.inputs"
}

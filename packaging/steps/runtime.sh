# The virtual machine of a package: a jlink image with the modules that the jars need. Sourced by bash.

# The modules that the jars $@ name, and those that are only reached by name: the signal API and JMX's figures.
needed_modules() {
  "$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --multi-release 25 "$@" | tr ',' '\n' \
    | cat - <(printf '%s\n' jdk.unsupported jdk.management jdk.net) | sort -u | paste -sd,
}

# Sets $source to a JDK for $machine whose modules jlink can link: Debian 13's OpenJDK 25, unpacked and
# never run. It asks for a newer C library than the Temurin of this machine, and for the compiler's library of C++, which comes along.
find_foreign_jdk() {
  local into=$cache/jdk-$machine options package
  source=$into/usr/lib/jvm/java-25-openjdk-$arch
  [ ! -d "$source/jmods" ] || [ -z "$(ls "$into/usr/lib/$machine-linux-gnu"/libstdc++.so.6 2>/dev/null)" ] || return 0
  say "fetching OpenJDK 25 for $arch from Debian 13"
  rm -rf "$into"
  mkdir -p "$into"/apt/{lists/partial,cache/archives/partial}
  printf 'deb [arch=%s signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main\n' "$arch" >"$into/apt/sources.list"
  : >"$into/apt/status"
  options=(-qq -o "APT::Architecture=$arch" -o "APT::Architectures=$arch" -o "Dir::Etc::sourcelist=$into/apt/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$into/apt/lists" -o "Dir::State::status=$into/apt/status" -o "Dir::Cache=$into/apt/cache" -o APT::Sandbox::User=root)
  (cd "$into/apt" && apt-get "${options[@]}" update && apt-get "${options[@]}" download openjdk-25-jdk-headless openjdk-25-jre-headless libstdc++6 libgcc-s1 gcc-14-base) >&2 \
    || die "apt-get could not fetch OpenJDK 25 for $arch from Debian 13."
  for package in "$into"/apt/*.deb; do dpkg-deb --extract "$package" "$into"; done
  rm -rf "$into/apt"
  [ -d "$source/jmods" ] || die "Debian's openjdk-25-jdk-headless for $arch has no jmods to link."
}

# Sets $runtime to the image for the jars $@.
build_runtime() {
  local modules source=$jdk path=()
  if ! is_native; then
    find_foreign_jdk
    path=(--module-path "$source/jmods")
  fi
  modules=$(needed_modules "$@") || die "jdeps could not tell which modules the jars need."
  runtime=$cache/runtime-$machine
  [ "$(cat "$runtime.inputs" 2>/dev/null)" != "$modules $(cat "$source/release")" ] || return 0
  say "linking a runtime of $modules"
  rm -rf "$runtime"
  "$jdk/bin/jlink" "${path[@]+"${path[@]}"}" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --vm=server \
    --compress=zip-6 --output "$runtime" >&2 || die "jlink could not make a runtime of $modules."
  if ! is_native; then # what Debian's runtime takes from the system
    cp -L "$native/libz.so.1" "$source"/../../../lib/"$machine"-linux-gnu/{libstdc++.so.6,libgcc_s.so.1} "$runtime/lib/"
    mkdir -p "$runtime/legal/gcc" && cp -L "$source"/../../../share/doc/gcc-14-base/copyright "$runtime/legal/gcc/"
  fi
  rm -f "$runtime"/bin/{keytool,jrunscript,rmiregistry} "$runtime"/lib/server/*.jsa
  find "$runtime" -name "*.debuginfo" -delete # Debian brings 600 MB of them
  printf '%s %s\n' "$modules" "$(cat "$source/release")" >"$runtime.inputs"
}

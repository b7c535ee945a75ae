# What a package says about itself: completions, manual page, licences and the bill of materials; sourced by bash.

write_documents() {
  local shell engine=("$jdk/bin/java" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "$tree/lib/jars/peregrine.jar" io.peregrine.app.Main)
  mkdir -p "$tree"/share/{completions,man/man1}
  for shell in bash:peregrine zsh:_peregrine fish:peregrine.fish; do
    "${engine[@]}" completion "${shell%:*}" >"$tree/share/completions/${shell#*:}"
  done
  "${engine[@]}" completion man | gzip -n -9 >"$tree/share/man/man1/peregrine.1.gz"
  cp "$home/LICENSE" "$tree/LICENSE"
  cp "$native"/*.LICENSE* "$native"/*.COPYING* "$packaging"/licenses/* "$tree/share/doc/licenses/"
  cp -r "$home"/docs/*.md "$home"/docs/*.h "$home/docs/editors" "$tree/share/doc/"
  write_jar_licenses
  write_bom
}

# The licences and notices that jars bring along; those of the runtime lie in lib/runtime/legal.
write_jar_licenses() {
  need unzip unzip
  local jar name plain
  for jar in "$tree"/lib/jars/*.jar "$tree"/lsp/*.jar "$tree"/plugins/*/*.jar; do
    unzip -Z1 "$jar" | { grep -E '^(META-INF/)?[^/]*(LICENSE|NOTICE)[^/]*$|^about\.html$' || true; } | while read -r name; do
      plain=${name##*/}
      unzip -p "$jar" "$name" >"$tree/share/doc/licenses/$(basename "$jar" .jar).${plain%.txt}"
    done
  done
}

# The bill of materials in the form of CycloneDX: jars by its Maven plugin, the rest by hand.
write_bom() {
  local inputs bom=$cache/bom
  inputs=$(cat "$packaging/steps/documents.sh" "$home"/pom.xml "$home"/{modules,plugins}/*/pom.xml | sha256sum)
  if [ "$(cat "$bom/.inputs" 2>/dev/null)" != "$inputs" ]; then
    say "asking Maven for the bill of materials"
    mkdir -p "$bom"
    run_maven -q -f "$home/pom.xml" -pl "$shipped_modules" -am -DskipTests -Dmaven.test.skip=true package \
      org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom -DoutputFormat=json -DoutputName=bom -DincludeTestScope=false -DexcludeTestProject=true >"$bom/log" 2>&1 \
      || die "Maven could not write a bill of materials; what it said is in $bom/log."
    cp "$home/target/bom.json" "$bom/app.json"
    as_builder touch "$dist/.built"
    printf '%s\n' "$inputs" >"$bom/.inputs"
  fi
  "$jdk/bin/java" -XX:TieredStopAtLevel=1 "$packaging/steps/Components.java" "$bom/app.json" "$tree/share/doc/sbom.cdx.json" \
    "openjdk=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$tree/lib/runtime/release")=GPL-2.0-with-classpath-exception" \
    "libbpf=$(native_version libbpf)=BSD-2-Clause" "libelf=$(native_version elfutils)=LGPL-3.0-or-later" "zlib=1.3.1=Zlib" "musl=1.2.4=MIT" \
    >"$tree/share/doc/licenses/LIST"
}

native_version() { sed -n "s/.*  $1_\([0-9.]*\)\.orig.*/\1/p" "$packaging/native/sources.sha256"; }


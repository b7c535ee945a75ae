# The tarball: unpacked below strange names in roots without Java, started with nothing in the environment; sourced by bash.

try_tar() {
  local archive=$target/$folder.tar.gz release place
  made "$archive"
  (cd "$target" && check "the checksum of the tarball" sha256sum --check --quiet "$folder.tar.gz.sha256")
  check "one executable named peregrine" test "$(tar --list --verbose --file "$archive" | grep -c '^-..x.*/peregrine$')" = 1
  for release in bookworm trixie; do
    say "Debian $release"
    fresh_root "$release"
    for place in /opt "/srv/a b ü"; do
      inside mkdir -p "$place"
      tar --extract --file "$archive" --directory "$root$place"
      check "$place: the version" grep -q "Peregrine version: $version" <(inside "$place/$folder/peregrine" --version)
      check "$place: the configuration and rules beside it" grep -qF "$place/$folder/rules/peregrine_rules.yaml" \
        <(inside "$place/$folder/peregrine" --dry-run 2>&1)
    done
    inside mkdir -p /etc/falco && echo 'json_output: true' >"$root/etc/falco/falco.yaml"
    check "not Falco's while the folder is portable" grep -qF "/opt/$folder/peregrine.yaml" <(inside "/opt/$folder/peregrine" --dry-run 2>&1)
    inside ln -s "/opt/$folder/peregrine" /usr/local/bin/peregrine
    start_engine "$root/log" inside /usr/local/bin/peregrine -o webserver.enabled=false || true
    check "it watches and alerts" alerts "$root/log"
    # The hardest upgrade: nothing that is looked for by name is there any more.
    rm -rf "$root/opt/$folder/lib/jars" "$root/opt/$folder/plugins"
    kill -HUP "$engine"
    check "it reloads without its jars" says "$root/log" 'were reloaded'
    check "and alerts" alerts "$root/log"
    check "without a word about a class" not grep -qE 'NoClassDefFound|ClassNotFound|LinkageError' "$root/log"
    stop_engine
  done
}

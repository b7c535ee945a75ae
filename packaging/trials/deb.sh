# The Debian package: installed, started, upgraded below a running engine, downgraded, removed and purged in fresh roots; sourced by bash.

# Repacks the package $1 as version $2 into $3, for the upgrade.
repack_deb() {
  local work
  work=$(mktemp -d)
  dpkg-deb --raw-extract "$1" "$work"
  sed -i "s/^Version: .*/Version: $2/" "$work/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone --build "$work" "$3" >/dev/null
  rm -rf "$work"
}

try_deb() {
  local archive=$target/peregrine_${version}_$arch.deb newer=$target/peregrine-newer.deb release
  made "$archive"
  repack_deb "$archive" "$version+1" "$newer"
  for release in bookworm trixie; do
    say "Debian $release"
    fresh_root "$release"
    cp "$archive" "$newer" "$root/"
    check "dpkg -i" inside dpkg --install "/${archive##*/}" >&2
    check "only empty folders below /etc/peregrine" is_empty find "$root/etc/peregrine" -type f
    check "nothing of it is writable for all" is_empty find "$root/usr/share/peregrine" "$root/etc/peregrine" "$root/var/lib/peregrine" -perm -002 -not -type l
    check "the files are those of the package" inside dpkg --verify peregrine
    check "the shipped configuration" grep -qF /usr/share/peregrine/peregrine.yaml <(inside peregrine --dry-run 2>&1)
    inside mkdir -p /etc/falco && echo 'log_stderr: true' >"$root/etc/falco/falco.yaml"
    check "Falco's configuration comes before it" grep -qF /etc/falco/falco.yaml <(inside peregrine --dry-run 2>&1)
    rm -r "$root/etc/falco"
    printf 'webserver: {enabled: false}\nlog_syslog: false\n' >"$root/etc/peregrine/config.d/mine.yaml"
    start_engine "$root/log" as_service peregrine || true
    check "it watches and alerts as an ordinary user" alerts "$root/log"
    check "upgrade below it" inside dpkg --install /peregrine-newer.deb >&2
    check "it goes on over the replacement of its files" alerts "$root/log"
    check "without a word about a failure" not tells_failure "$root/log"
    stop_engine
    check "the configuration is kept" test -f "$root/etc/peregrine/config.d/mine.yaml"
    start_engine "$root/log2" as_service peregrine || true
    check "the new version alerts" alerts "$root/log2"
    stop_engine
    check "downgrade" inside dpkg --install "/${archive##*/}" >&2
    check "removal" inside dpkg --remove peregrine >&2
    check "keeps the configuration" test -f "$root/etc/peregrine/config.d/mine.yaml"
    check "and nothing else" test ! -e "$root/usr/share/peregrine"
    check "purge" inside dpkg --purge peregrine >&2
    check "removes all" is_empty find "$root" -mindepth 1 -xdev -name '*peregrine*' -not -name '*.deb' -print
    check "and the user" not grep -q peregrine "$root/etc/passwd"
  done
  rm -f "$newer"
}

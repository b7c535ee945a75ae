# The RPM package: asked by rpm's own tools, and installed by rpm into a root whose files come from Debian; sourced by bash.

try_rpm() {
  local archive=$target/peregrine-$version-1.$machine.rpm rpm
  need rpm rpm
  made "$archive"
  check "rpm takes its digests" rpm --checksig --nosignature "$archive" >&2
  check "its scripts name no interpreter but sh" test "$(rpm -qp --scripts "$archive" | grep -c 'using /bin/sh')" = 5
  fresh_root bookworm
  # The root's own packages are Debian's, which rpm does not know.
  rpm=(rpm --root "$root" --nodeps --define '_dbpath /var/lib/rpm')
  check "rpm -i" "${rpm[@]}" --install "$archive" >&2
  check "the files are those of the package" "${rpm[@]}" --verify peregrine
  printf 'webserver: {enabled: false}\nlog_syslog: false\n' >"$root/etc/peregrine/config.d/mine.yaml"
  start_engine "$root/log" as_service peregrine || true
  check "it watches and alerts as an ordinary user" alerts "$root/log"
  check "reinstalling below it" "${rpm[@]}" --upgrade --replacepkgs "$archive" >&2
  check "it goes on" alerts "$root/log"
  stop_engine
  check "rpm -e" "${rpm[@]}" --erase peregrine >&2
  check "keeps the configuration" test -f "$root/etc/peregrine/config.d/mine.yaml"
  check "and nothing else" test ! -e "$root/usr/share/peregrine"
}

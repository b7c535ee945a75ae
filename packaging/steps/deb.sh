# The package of Debian and Ubuntu; sourced by bash.

# Lays the tree out as packages have it, below $1; $2 is where zsh looks for completions on such a system.
stage_package() {
  local root=$1
  rm -rf "$root"
  mkdir -p "$root"/etc/peregrine/{config.d,rules.d} "$root"/usr/{bin,share/peregrine,share/man/man1,share/doc/peregrine} "$root$2" \
    "$root"/usr/share/{bash-completion/completions,fish/vendor_completions.d} "$root"/usr/lib/{systemd/system,sysusers.d}
  cp -a "$tree"/{peregrine,lib,lsp,plugins,rules} "$root/usr/share/peregrine/"
  cp "$home/modules/config/peregrine.yaml" "$root/usr/share/peregrine/"
  ln -s ../share/peregrine/peregrine "$root/usr/bin/peregrine"
  cp -a "$tree/share/man/man1/peregrine.1.gz" "$root/usr/share/man/man1/"
  cp -a "$tree/share/completions/peregrine" "$root/usr/share/bash-completion/completions/"
  cp -a "$tree/share/completions/_peregrine" "$root$2/"
  cp -a "$tree/share/completions/peregrine.fish" "$root/usr/share/fish/vendor_completions.d/"
  cp -a "$tree/share/doc/." "$root/usr/share/doc/peregrine/"
  cp "$tree/LICENSE" "$root/usr/share/doc/peregrine/copyright"
  cp "$packaging/systemd/peregrine.service" "$root/usr/lib/systemd/system/"
  cp "$packaging/systemd/peregrine.sysusers" "$root/usr/lib/sysusers.d/peregrine.conf"
  settle "$root"
}

make_deb() {
  need dpkg-deb dpkg
  build_tree
  local root=$target/deb script archive=$target/peregrine_${version}_$arch.deb
  stage_package "$root" /usr/share/zsh/vendor-completions
  mkdir "$root/DEBIAN"
  sed -e "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@GLIBC@/$glibc/; s/@SIZE@/$(du -sk --apparent-size "$root" | cut -f 1)/" "$packaging/deb/control" >"$root/DEBIAN/control"
  for script in postinst prerm postrm; do install -m 755 "$packaging/deb/$script" "$root/DEBIAN/$script"; done
  (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  touch --date="@$SOURCE_DATE_EPOCH" "$root"/DEBIAN/* "$root/DEBIAN" "$root"
  dpkg-deb --root-owner-group -Zxz --build "$root" "$archive" >/dev/null
  rm -rf "$root"
  seal "$archive"
}

# The package of Fedora, openSUSE, RHEL and their kin, made with Debian's rpm; sourced by bash.

make_rpm() {
  need rpmbuild rpm
  build_tree
  local stage=$target/rpm/stage archive=$target/peregrine-$version-1.$machine.rpm
  stage_package "$stage" /usr/share/zsh/site-functions
  mkdir -p "$stage"/var/{lib,log}/peregrine
  touch --date="@$SOURCE_DATE_EPOCH" "$stage"/var/{lib,log}/peregrine
  sed -e "s#@VERSION@#$version#; s#@GLIBC@#$glibc#; s#@STAGE@#$stage#" "$packaging/rpm/peregrine.spec" >"$target/rpm/peregrine.spec"
  rpmbuild --quiet --target "$machine-linux" --define "_topdir $target/rpm/top" --define "_rpmdir $target" --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
    --define '_binary_payload w19.zstdio' --define "_buildhost peregrine" -bb "$target/rpm/peregrine.spec" >&2
  rm -rf "$target/rpm"
  seal "$archive"
}

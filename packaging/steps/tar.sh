# The self-contained tarball; sourced by bash.

make_tar() {
  build_tree
  local archive=$target/$folder.tar.gz
  tar --create --directory "$target" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$folder" \
    | gzip -n -9 >"$archive"
  seal "$archive"
}

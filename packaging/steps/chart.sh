# The Helm chart as one file; sourced by bash.

make_chart() {
  local archive=$target/peregrine-chart-$version.tgz stage=$target/chart
  rm -rf "$stage"
  mkdir -p "$stage"
  cp -r "$packaging/helm/peregrine" "$stage/"
  sed -i "s/^version: .*/version: $version/; s/^appVersion: .*/appVersion: \"$version\"/" "$stage/peregrine/Chart.yaml"
  settle "$stage"
  tar --create --directory "$stage" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" peregrine \
    | gzip -n -9 >"$archive"
  rm -rf "$stage"
  seal "$archive"
}

# The chart: the tests hold it against Helm and the Kubernetes types; here it is looked at as a file, and its way of changing configuration is tried
# with the tarball: a folder whose link ..data is exchanged, as kubelet does. Sourced by bash.

try_chart() {
  local archive=$target/peregrine-chart-$version.tgz engine_folder=$target/$folder mounted
  made "$archive"
  made "$engine_folder/peregrine"
  check "its version is the engine's" grep -q "^appVersion: \"$version\"" <(tar --extract --to-stdout --gzip --file "$archive" peregrine/Chart.yaml)
  fresh_root trixie
  cp -a "$engine_folder" "$root/opt/peregrine"
  mounted=$root/opt/peregrine/config.d
  mkdir "$mounted/..1"
  printf 'priority: debug\nwebserver: {enabled: false}\nlog_syslog: false\n' >"$mounted/..1/values.yaml"
  ln -s ..1 "$mounted/..data"
  ln -s ..data/values.yaml "$mounted/values.yaml"
  start_engine "$root/log" inside /opt/peregrine/peregrine || true
  check "it alerts" alerts "$root/log"
  mkdir "$mounted/..2"
  printf 'priority: emergency\nwebserver: {enabled: false}\nlog_syslog: false\n' >"$mounted/..2/values.yaml"
  ln -s ..2 "$mounted/..data_tmp"
  mv -T "$mounted/..data_tmp" "$mounted/..data"
  sleep 5
  check "an exchanged ConfigMap is loaded without a restart" not alerts "$root/log"
  stop_engine
}

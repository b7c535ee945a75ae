# runc and crun without any engine, in the groups that engines would make: the id is told, and nothing else is.
command -v runc >/dev/null || skip no-runtime "run 'apt-get install runc'"
clean_up() { for runtime in "$work/runc" crun; do for name in docker kube plain; do "$runtime" --root "$work/state" delete -f "$name"; done; done; }
make_image; make_runc
bundle() { # bundle GROUP MARK
  mkdir -p "$work/bundle"; rm -f "$work/bundle/config.json"
  (cd "$work/bundle" && "$work/runc" spec) || skip runtime-fails "runc makes no configuration"
  jq --arg group "$1" --arg mark "$2" --arg root "$work/image" '.root.path = $root | .process.terminal = false | .process.args = ["/bin/echo", $mark] | .linux.cgroupsPath = $group | del(.process.rlimits)' \
    "$work/bundle/config.json" >"$work/bundle/new" && mv "$work/bundle/new" "$work/bundle/config.json"
}
one() { # one RUNTIME NAME GROUP ID
  local mark=mark-$(basename "$1")-$2
  bundle "$3" "$mark"
  "$1" --root "$work/state" run -b "$work/bundle" "$2" >/dev/null 2>"$work/run.log" || { echo "  skipped: $(basename "$1") does not run here: $(tail -1 "$work/run.log")"; return; }
  if [ "$4" = host ]; then
    sleep 1; grep -q "$mark" "$work/peregrine.log" && failed "$3 counts as a container" || passed "$(basename "$1") in $3: the host"
  else
    alert_of "$mark" | same "$(basename "$1") in $3" "{\"container.id\": \"$4\", \"container.name\": null, \"container.image.repository\": null}"
  fi
}
hex=$(printf 'ab%062d' 1)
watch
for runtime in "$work/runc" crun; do
  command -v "$runtime" >/dev/null || continue
  one "$runtime" docker "/docker/$hex" "${hex:0:12}"
  one "$runtime" kube "/kubepods/besteffort/pod11111111-2222-4333-8444-555555555555/$hex" "${hex:0:12}"
  one "$runtime" plain "/my.slice/my.service" host
done
unwatch

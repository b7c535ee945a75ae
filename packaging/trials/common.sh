# What the trials share: checks, and fresh roots of Debian releases; sourced by bash.

failures=0
check() {
  if "${@:2}"; then say "ok: $1"; else say "FAILED: $1"; failures=$((failures + 1)); fi
}
not() { ! "$@"; }
is_empty() { [ -z "$("$@")" ]; }

# Dies unless packaging/build made the file.
made() { [ -e "$1" ] || die "There is no $1; run packaging/build first."; }

roots=()
leave_roots() {
  local root
  for root in "${roots[@]+"${roots[@]}"}"; do
    umount "$root/sys" "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
  done
}
trap leave_roots EXIT

# Sets $root to a fresh root of the Debian release $1, made once by mmdebstrap and unpacked for each trial, with /proc and /sys of this machine.
fresh_root() {
  local archive=$cache/root-$1.tar
  need mmdebstrap mmdebstrap
  mkdir -p "$cache"
  if [ ! -f "$archive" ]; then
    say "making a root of Debian $1"
    mmdebstrap --quiet --mode=root --variant=minbase "$1" "$archive.new.tar" >&2
    mv "$archive.new.tar" "$archive"
  fi
  root=$(mktemp -d /var/tmp/peregrine-root.XXXXXX)
  roots+=("$root")
  chmod 755 "$root"
  tar --extract --file "$archive" --directory "$root" --exclude='./dev/*'
  mknod -m 666 "$root/dev/null" c 1 3 && mknod -m 666 "$root/dev/zero" c 1 5 && mknod -m 666 "$root/dev/urandom" c 1 9
  mount --bind /proc "$root/proc"
  mount --bind /sys "$root/sys"
}

# A command in $root with an empty environment.
inside() { ${become:-} env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" "$@"; }

# The same as the user peregrine with the unit's capabilities.
as_service() {
  local capabilities=-all,+bpf,+perfmon,+sys_ptrace,+dac_read_search
  inside setpriv --reuid peregrine --regid peregrine --clear-groups --no-new-privs --inh-caps "$capabilities" --ambient-caps "$capabilities" \
    --bounding-set "$capabilities" "$@"
}

# Starts an engine: start_engine LOG COMMAND..., waits until it watches; sets $engine.
start_engine() {
  local log=$1 round
  shift
  # Nothing stands between the number and the engine: every step on the way becomes the next.
  (become=exec; "$@" >"$log" 2>&1 </dev/null) &
  engine=$!
  for ((round = 0; round < 200; round++)); do
    ! grep -qs "Opening 'syscall' source" "$log" || break
    kill -0 "$engine" 2>/dev/null || return 1
    sleep 0.1
  done
}

# Whether the engine that writes the file $1 raises an alert when somebody in $root reads /etc/shadow, within ten seconds.
alerts() {
  local before round
  before=$(grep -c 'Account secrets read' "$1" || true)
  for ((round = 0; round < 50; round++)); do
    inside cat /etc/shadow >/dev/null
    sleep 0.2
    [ "$(grep -c 'Account secrets read' "$1" || true)" = "$before" ] || return 0
  done
  return 1
}

# Whether the file $1 holds the words $2 within ten seconds.
says() {
  local round
  for ((round = 0; round < 100; round++)); do ! grep -qs "$2" "$1" || return 0; sleep 0.1; done
  return 1
}

# Whether the engine's own lines in the file $1 tell of a failure, and shows them. Alerts do not count: they quote what others do.
tells_failure() { grep -vE '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.' "$1" | grep -iE 'exception|error' >&2; }

stop_engine() {
  check "it runs until it is told to end" kill -TERM "$engine"
  wait "$engine" 2>/dev/null || true
}

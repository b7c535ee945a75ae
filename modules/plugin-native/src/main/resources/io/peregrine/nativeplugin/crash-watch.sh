trap '' INT TERM HUP
exec 3<"$1" || exit 0
shift
echo ready
exec >&2
cat >/dev/null
od -An -v -tu1 -w64 <&3 | LC_ALL=C awk -v functions="$*" '
  BEGIN { split(functions, name, " ") }
  {
    plugin = ""
    for (i = 5; i <= 64 && $i > 0; i++) plugin = plugin ($i < 32 || $i == 127 ? "?" : sprintf("%c", $i))
    if (plugin == "") next
    if ($1 > 0) {
      running = running "Error: Peregrine ended suddenly while the plugin \047" plugin "\047 was in the call plugin_" name[$1] ": most likely this plugin ended it (a crash, exit, abort or panic inside).\n"
    } else if (!((plugin, $2) in seen)) {
      seen[plugin, $2] = 1
      idle = idle (idle == "" ? "" : ", ") "\047" plugin "\047" ($2 > 0 ? " (last call: plugin_" name[$2] ")" : "")
    }
  }
  END {
    if (running != "") printf "%s", running
    else if (idle != "") print "Error: Peregrine ended suddenly, and no call of a plugin was running: most likely a thread of one of these plugins ended it, or what one of them handed over: " idle "."
  }'

# What the fields of a container must be, from what its runtime says: `jq -f truth.jq --arg runtime docker|podman|cri --argjson image IMAGE` with the answer of `inspect` as input.
# For cri the input is {container: ContainerStatus, pod: PodSandboxStatus} as scripts/containers/Cri.java prints them.

def untagged: sub("@.*$"; "") | if test(":[^/:]*$") then sub(":[^/:]*$"; "") else . end;
def tag: sub("@.*$"; "") | if test(":[^/:]*$") then sub("^.*:"; "") else "" end;
def shown: to_entries | sort_by(.key) | map(select(.key | startswith("io.kubernetes.") or startswith("annotation.") | not) | .key + (if .value == "" then "" else ":" + .value end)) | join(", ");
def short: with_entries(select(.value | utf8bytelength <= 100));
def mount_text: "\(.Source // ""):\(.Destination):\(.Mode // ""):\(.RW):\(.Propagation // "")";

def mounts: . as $all | {
  "container.mounts": (map(mount_text) | join(",")),
  "container.mount[0]": (if length > 0 then .[0] | mount_text else null end),
  "container.mount.source[0]": (if length > 0 then .[0].Source // "" else null end),
  "container.mount.dest[0]": (if length > 0 then .[0].Destination else null end),
  "container.mount.mode[0]": (if length > 0 then .[0].Mode // "" else null end),
  "container.mount.rdwr[0]": (if length > 0 then (.[0].RW | tostring) else null end),
  "container.mount.propagation[0]": (if length > 0 then .[0].Propagation // "" else null end)
};
def labels: short as $short | {
  "container.labels": ($short | shown), "container.label[team]": $short.team, "container.label[long]": $short.long,
  "k8s.pod.name": $short["io.kubernetes.pod.name"], "k8s.ns.name": $short["io.kubernetes.pod.namespace"], "k8s.pod.uid": $short["io.kubernetes.pod.uid"]
};
def check($shell): if . == null or .[0] == "NONE" then null elif .[0] == "CMD-SHELL" then ($shell // ["/bin/sh", "-c"] | join(" ")) + " " + .[1] else .[1:] | join(" ") end;

def engine: . as $c | {
  "container.id": .Id[0:12], "container.full_id": .Id, "container.name": (.Name | ltrimstr("/")), "container.type": $runtime,
  "container.privileged": .HostConfig.Privileged, "container.host_pid": (.HostConfig.PidMode == "host"),
  "container.host_network": (.HostConfig.NetworkMode == "host"), "container.host_ipc": (.HostConfig.IpcMode == "host"),
  "container.ip": ([.NetworkSettings.IPAddress // "", (.NetworkSettings.Networks // {} | .[] | .IPAddress // "")] | map(select(. != "")) | .[0] // ""),
  "container.healthcheck": (.Config as $config | ($config.Healthcheck // {}).Test | check($config.Shell))
} + (.Mounts // [] | mounts) + (.Config.Labels // {} | labels);

if $runtime == "docker" then engine + (.Config.Image as $asked | {
  "container.image": $asked, "container.image.id": (.Image | ltrimstr("sha256:")),
  "container.image.digest": ($image.RepoDigests[0] // "" | if contains("@") then sub("^.*@"; "") else "" end)
} + ((if $asked | test("@|:[^/]*$") then $asked else $asked + ":latest" end) as $full
    | if $image.RepoTags | index($full) then {"container.image.repository": ($full | untagged), "container.image.tag": ($full | tag)} else {} end))
elif $runtime == "podman" then engine + {
  "container.image": .ImageName, "container.image.id": .Image, "container.image.digest": .ImageDigest,
  "container.image.repository": (.ImageName | untagged), "container.image.tag": (.ImageName | tag)
}
else .pod as $pod | .container as $c | {
  "container.id": $c.id[0:12], "container.full_id": $c.id, "container.name": $c.name, "container.type": "containerd",
  "container.image": $c.image, "container.image.repository": ($c.image | untagged), "container.image.tag": ($c.image | tag),
  "container.privileged": $c.privileged, "container.ip": $pod.ip, "k8s.pod.ip": $pod.ip,
  "container.host_pid": $pod.hostPid, "container.host_network": $pod.hostNetwork, "container.host_ipc": $pod.hostIpc,
  "k8s.pod.sandbox_id": $pod.id[0:12], "k8s.pod.full_sandbox_id": $pod.id, "k8s.pod.labels": ($pod.labels | short | shown), "k8s.pod.label[app]": $pod.labels.app
} + ($c.mounts | mounts)
  + ($c.labels + {"io.kubernetes.pod.name": $pod.name, "io.kubernetes.pod.namespace": $pod.namespace, "io.kubernetes.pod.uid": $pod.uid} | labels)
end

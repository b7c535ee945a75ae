package io.peregrine.container.engine;

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.json.Json;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.container.metadata.Image;
import io.peregrine.container.metadata.Isolation;
import io.peregrine.container.metadata.Labels;
import io.peregrine.container.metadata.Mount;
import io.peregrine.container.metadata.Network;
import io.peregrine.container.metadata.Pod;
import io.peregrine.container.metadata.Resources;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns containerd's record of a container, with its specification for the runtime, into a value; the digest of its image is known elsewhere. */
record ContainerdReading(LookupOptions options) {
    private static final String SANDBOX_ID = "io.kubernetes.cri.sandbox-id";
    private static final String MODE = "mode=";

    Container container(ProtoMessage record, Json spec) throws IOException {
        String id = record.text(1);
        String image = record.text(3);
        Map<String, String> labels = record.map(2);
        String sandbox = record.has(11)
                ? record.text(11)
                : spec.at("annotations", SANDBOX_ID).text();
        return new Container(
                ContainerType.CONTAINERD,
                Container.shown(id),
                ByteString.of(id),
                Container.shown(id),
                new Image(
                        ByteString.of(image),
                        ByteString.EMPTY,
                        ByteString.of(ImageNames.repository(image)),
                        ByteString.of(ImageNames.tag(image)),
                        ByteString.EMPTY),
                new Isolation(
                        isPrivileged(spec), isShared(spec, "pid"), isShared(spec, "network"), isShared(spec, "ipc")),
                Network.NONE,
                new Pod(
                        labels.getOrDefault(ContainerdClient.OF_CRI, "").equals("sandbox"),
                        ByteString.of(sandbox),
                        Labels.NONE),
                new Labels(options.shortLabels(labels)),
                mounts(spec),
                ProbeReading.of(Json.MISSING, labels),
                new Container.Settings(
                        spec.at("process", "user", "username").text(),
                        record.message(8).number(1),
                        List.of(),
                        Resources.USUAL,
                        spec.isPresent() ? Container.Told.ALL : Container.Told.PART));
    }

    private static boolean isPrivileged(Json spec) {
        Json linux = spec.get("linux");
        Json process = spec.get("process");
        String armour = process.get("apparmorProfile").text();
        boolean readOnly = spec.get("mounts").items().stream()
                .filter(mount ->
                        List.of("sysfs", "cgroup").contains(mount.get("type").text()))
                .anyMatch(mount -> mount.get("options").texts().anyMatch("ro"::equals));
        return spec.isPresent()
                && linux.get("maskedPaths").items().isEmpty()
                && linux.get("readonlyPaths").items().isEmpty()
                && process.get("selinuxLabel").text().isEmpty()
                && (armour.isEmpty() || armour.equals("unconfined"))
                && !linux.get("seccomp").isPresent()
                && !readOnly;
    }

    private static boolean isShared(Json spec, String namespace) {
        return spec.isPresent()
                && spec.at("linux", "namespaces").items().stream()
                        .noneMatch(item -> item.get("type").text().equals(namespace));
    }

    private static Container.Mounts mounts(Json spec) {
        String propagation = spec.at("linux", "rootfsPropagation").text();
        List<Mount> mounts = new ArrayList<>();
        for (Json mount : spec.get("mounts").items()) {
            List<String> options = mount.get("options").texts().toList();
            String mode = options.stream()
                    .filter(option -> option.startsWith(MODE))
                    .map(option -> option.substring(MODE.length()))
                    .findFirst()
                    .orElse("");
            mounts.add(new Mount(
                    mount.get("source").text(),
                    mount.get("destination").text(),
                    mode,
                    !options.contains("ro"),
                    propagation));
        }
        return mounts.isEmpty() ? Container.Mounts.NONE : Container.Mounts.of(mounts);
    }
}

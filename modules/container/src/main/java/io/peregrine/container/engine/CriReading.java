package io.peregrine.container.engine;

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.container.metadata.Image;
import io.peregrine.container.metadata.Isolation;
import io.peregrine.container.metadata.Labels;
import io.peregrine.container.metadata.Mount;
import io.peregrine.container.metadata.Network;
import io.peregrine.container.metadata.Pod;
import io.peregrine.container.metadata.Probes;
import io.peregrine.container.metadata.Resources;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns what CRI says of containers and sandboxes into values. */
record CriReading(LookupOptions options, ContainerType type) {
    private static final long NODE = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final int SIZE_OF_CNI_JSON = 4096;

    Container container(ProtoMessage answer, ProtoMessage podAnswer) throws IOException {
        ProtoMessage status = answer.message(1);
        ProtoMessage pod = podAnswer.message(1);
        Json info = info(answer);
        Map<String, String> own = status.map(12);
        Map<String, String> labels = options.shortLabels(own);
        addPod(labels, pod);
        return new Container(
                type,
                Container.shown(status.text(1)),
                ByteString.of(status.text(1)),
                ByteString.of(status.message(2).text(1)),
                image(status, info),
                isolation(privileged(info), pod),
                network(pod),
                new Pod(false, ByteString.of(pod.text(1)), new Labels(options.shortLabels(pod.map(7)))),
                new Labels(labels),
                mounts(status),
                ProbeReading.of(Json.MISSING, own),
                new Container.Settings(
                        Long.toString(status.message(18).message(1).number(1)),
                        status.number(4) / SECOND,
                        List.of(),
                        resources(status),
                        pod.has(1) ? Container.Told.ALL : Container.Told.PART));
    }

    Container sandbox(ProtoMessage podAnswer) throws IOException {
        ProtoMessage pod = podAnswer.message(1);
        Map<String, String> labels = options.shortLabels(pod.map(7));
        addPod(labels, pod);
        Json info = info(podAnswer);
        String image = info.get("image").text();
        return new Container(
                type,
                Container.shown(pod.text(1)),
                ByteString.of(pod.text(1)),
                ByteString.of(pod.message(2).text(1)),
                new Image(
                        ByteString.of(image),
                        ByteString.EMPTY,
                        ByteString.of(ImageNames.repository(image)),
                        ByteString.of(ImageNames.tag(image)),
                        ByteString.of(ImageNames.digest(image))),
                isolation(privileged(info), pod),
                network(pod),
                new Pod(true, ByteString.of(pod.text(1)), new Labels(options.shortLabels(pod.map(7)))),
                new Labels(labels),
                Container.Mounts.NONE,
                Probes.NONE,
                new Container.Settings("", pod.number(4) / SECOND, List.of(), Resources.USUAL, Container.Told.ALL));
    }

    private static void addPod(Map<String, String> labels, ProtoMessage pod) throws IOException {
        if (pod.has(1)) {
            ProtoMessage metadata = pod.message(2);
            labels.put("io.kubernetes.sandbox.id", pod.text(1));
            labels.put("io.kubernetes.pod.uid", metadata.text(2));
            labels.put("io.kubernetes.pod.name", metadata.text(1));
            labels.put("io.kubernetes.pod.namespace", metadata.text(3));
        }
    }

    /** The runtime's own words on a container, which every runtime has in another form; a part that is missing says nothing. */
    private static Json info(ProtoMessage answer) throws IOException {
        String text = answer.map(2).getOrDefault("info", "");
        try {
            return text.isEmpty() ? Json.MISSING : AnswerReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            return Json.MISSING;
        }
    }

    private static Image image(ProtoMessage status, Json info) throws IOException {
        String named = status.message(8).text(1);
        String reference = status.text(9);
        String digest = reference.startsWith("sha256:") ? reference : ImageNames.digest(reference);
        String name = named;
        if (reference.indexOf('@') > 0) {
            String tag = named.startsWith("sha256:") ? "" : ImageNames.tag(named);
            name = ImageNames.withoutDigest(reference) + (tag.isEmpty() ? "" : ":" + tag);
        }
        if (name.isEmpty() || name.startsWith("sha256")) {
            Json annotations = info.at("runtimeSpec", "annotations");
            name =
                    List.of(
                                    "io.kubernetes.cri.image-name",
                                    "io.kubernetes.cri-o.Image",
                                    "io.kubernetes.cri-o.ImageName")
                            .stream()
                            .map(key -> annotations.get(key).text())
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse(name);
        }
        return new Image(
                ByteString.of(name),
                ByteString.of(imageId(status, info)),
                ByteString.of(ImageNames.repository(name)),
                ByteString.of(ImageNames.tag(name)),
                ByteString.of(digest));
    }

    /** The image's id: where the runtime says only the name, the reference that it was resolved to. */
    private static String imageId(ProtoMessage status, Json info) {
        String id = status.text(17);
        String asked = info.at("config", "image", "image").text();
        String best = asked.startsWith("sha256:") ? asked : id.isEmpty() ? status.text(9) : id;
        String digest = best.indexOf('@') >= 0 ? ImageNames.digest(best) : best;
        return ImageNames.withoutSha(digest);
    }

    private static boolean privileged(Json info) {
        for (Json place : List.of(info.at("runtimeSpec", "linux"), info.at("config", "linux"))) {
            Json privileged = place.at("security_context", "privileged");
            if (privileged.isPresent()) {
                return privileged.isTrue();
            }
        }
        return info.get("privileged").isTrue();
    }

    private static Isolation isolation(boolean privileged, ProtoMessage pod) throws IOException {
        ProtoMessage namespaces = pod.message(6).message(1).message(2);
        return new Isolation(
                privileged, namespaces.number(2) == NODE, namespaces.number(1) == NODE, namespaces.number(3) == NODE);
    }

    private static Network network(ProtoMessage pod) throws IOException {
        String cni = pod.map(8).getOrDefault("io.kubernetes.cri-o.CNIResult", "");
        return new Network(
                ByteString.of(pod.message(5).text(1)),
                ByteString.of(cni.length() > SIZE_OF_CNI_JSON ? cni.substring(0, SIZE_OF_CNI_JSON) : cni),
                List.of());
    }

    private static Container.Mounts mounts(ProtoMessage status) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (ProtoMessage mount : status.messages(14)) {
            String propagation = switch ((int) mount.number(5)) {
                case 0 -> "private";
                case 1 -> "rslave";
                case 2 -> "rshared";
                default -> "unknown";
            };
            mounts.add(new Mount(mount.text(2), mount.text(1), "", !mount.isTrue(3), propagation));
        }
        return mounts.isEmpty() ? Container.Mounts.NONE : Container.Mounts.of(mounts);
    }

    private static Resources resources(ProtoMessage status) throws IOException {
        ProtoMessage linux = status.message(16).message(1);
        long period = linux.number(1);
        long shares = linux.number(3);
        return new Resources(
                period == 0 ? Resources.USUAL.cpuPeriod() : period,
                linux.number(2),
                shares == 0 ? Resources.USUAL.cpuShares() : shares,
                CpuSets.count(linux.text(6)),
                linux.number(4),
                linux.number(9),
                -1);
    }
}

package io.peregrine.container.engine;

import io.peregrine.container.json.Json;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.container.metadata.Image;
import io.peregrine.container.metadata.Isolation;
import io.peregrine.container.metadata.Labels;
import io.peregrine.container.metadata.Mount;
import io.peregrine.container.metadata.Network;
import io.peregrine.container.metadata.Pod;
import io.peregrine.container.metadata.PortMapping;
import io.peregrine.container.metadata.Resources;
import io.peregrine.event.ByteString;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what Docker or podman says of a container into a value. */
record InspectReading(Json inspected, LookupOptions options) {
    private static final String SANDBOX = "k8s_POD";

    Container container(EngineApi api, Json image) {
        Json host = inspected.get("HostConfig");
        Json config = inspected.get("Config");
        String id = inspected.get("Id").text();
        String name = inspected.get("Name").text();
        String plain = name.startsWith("/") ? name.substring(1) : name;
        Map<String, String> labels = new HashMap<>();
        config.get("Labels").entries().forEach((key, value) -> labels.put(key, value.text()));
        return new Container(
                api == EngineApi.DOCKER ? ContainerType.DOCKER : ContainerType.PODMAN,
                Container.shown(id),
                ByteString.of(id),
                ByteString.of(plain),
                api == EngineApi.DOCKER ? dockerImage(config.get("Image").text(), image) : podmanImage(),
                new Isolation(
                        host.get("Privileged").isTrue(),
                        host.get("PidMode").text().equals("host"),
                        host.get("NetworkMode").text().equals("host"),
                        host.get("IpcMode").text().equals("host")),
                network(),
                new Pod(plain.contains(SANDBOX), ByteString.EMPTY, Labels.NONE),
                new Labels(options.shortLabels(labels)),
                mounts(),
                ProbeReading.of(config, labels),
                new Container.Settings(
                        config.get("User").text(), created(), List.of(), resources(host), Container.Told.ALL));
    }

    /**
     * Repository and tag are those that were asked for, whatever names the image has lost or got meanwhile; of an image that was asked for by its id or digest
     * those that it was found under first.
     */
    private Image dockerImage(String asked, Json image) {
        String id = ImageNames.withoutSha(
                image.get("Id").asText().orElse(inspected.get("Image").text()));
        String repoDigest = image.get("RepoDigests")
                .texts()
                .filter(text -> text.indexOf('@') > 0)
                .findFirst()
                .orElse("");
        Image named = ImageNames.announced(asked);
        boolean isByName = !named.tag().isEmpty() && !id.startsWith(ImageNames.withoutSha(asked));
        Image found = isByName || image.get("Id").asText().isEmpty() ? named : foundUnder(repoDigest, image);
        return new Image(
                ByteString.of(asked),
                ByteString.of(id),
                found.repository(),
                found.tag(),
                ByteString.of(ImageNames.digest(repoDigest)));
    }

    /** The first name in a registry, or the first tag, and the first tag of the same repository. */
    private static Image foundUnder(String repoDigest, Json image) {
        List<String> tags = image.get("RepoTags").texts().toList();
        String repository = ImageNames.repository(
                repoDigest.isEmpty() ? tags.stream().findFirst().orElse("") : repoDigest);
        String tag = tags.stream()
                .filter(text -> !repository.isEmpty() && text.contains(repository))
                .map(ImageNames::tag)
                .findFirst()
                .orElse("");
        return ImageNames.image(tag.isEmpty() ? repository : repository + ":" + tag);
    }

    private Image podmanImage() {
        String name = inspected.get("ImageName").text();
        return new Image(
                ByteString.of(name),
                ByteString.of(ImageNames.withoutSha(inspected.get("Image").text())),
                ByteString.of(ImageNames.repository(name)),
                ByteString.of(ImageNames.tag(name)),
                ByteString.of(inspected.get("ImageDigest").text()));
    }

    private Network network() {
        Json settings = inspected.get("NetworkSettings");
        String own = settings.get("IPAddress").text();
        String ip = own.isEmpty()
                ? settings.get("Networks").entries().values().stream()
                        .map(network -> network.get("IPAddress").text())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                : own;
        return new Network(ByteString.of(ip), ByteString.EMPTY, ports(settings.get("Ports")));
    }

    private static List<PortMapping> ports(Json published) {
        List<PortMapping> ports = new ArrayList<>();
        published.entries().forEach((inside, outside) -> {
            String[] parts = inside.split("/");
            boolean tcp = parts.length == 2 && parts[1].equals("tcp") && parts[0].matches("[0-9]{1,5}");
            for (Json binding : tcp ? outside.items() : List.<Json>of()) {
                String port = binding.get("HostPort").text();
                String[] bytes = binding.get("HostIp").text().split("\\.");
                if (port.matches("[0-9]{1,5}") && bytes.length == 4) {
                    ports.add(new PortMapping(address(bytes), Integer.parseInt(port), Integer.parseInt(parts[0])));
                }
            }
        });
        return ports;
    }

    private static long address(String[] bytes) {
        long address = 0;
        for (String part : bytes) {
            address = address << Byte.SIZE | (part.matches("[0-9]{1,3}") ? Integer.parseInt(part) : 0);
        }
        return address;
    }

    private Container.Mounts mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (Json mount : inspected.get("Mounts").items()) {
            mounts.add(new Mount(
                    mount.get("Source").text(),
                    mount.get("Destination").text(),
                    mount.get("Mode").text(),
                    mount.get("RW").isTrue(),
                    mount.get("Propagation").text()));
        }
        return mounts.isEmpty() ? Container.Mounts.NONE : Container.Mounts.of(mounts);
    }

    private Resources resources(Json host) {
        long shares = host.get("CpuShares").number();
        long period = host.get("CpuPeriod").number();
        return new Resources(
                period == 0 ? Resources.USUAL.cpuPeriod() : period,
                host.get("CpuQuota").number(),
                shares == 0 ? Resources.USUAL.cpuShares() : shares,
                CpuSets.count(host.get("CpusetCpus").text()),
                host.get("Memory").number(),
                host.get("MemorySwap").number(),
                inspected.get("SizeRw").number(-1));
    }

    private long created() {
        try {
            return OffsetDateTime.parse(inspected.get("Created").text()).toEpochSecond();
        } catch (DateTimeException e) {
            return inspected.get("Created").number();
        }
    }
}

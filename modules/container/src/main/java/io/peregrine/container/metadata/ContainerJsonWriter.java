package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON of a container event as Falco's plugin reads it: its members in its worker's order, ours behind them. Thread-safe. */
public final class ContainerJsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ContainerJsonWriter() {}

    /** The JSON text as UTF-8. */
    public static byte[] write(Container container) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeObjectPropertyStart("container");
            members(container, out);
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void members(Container container, JsonGenerator out) {
        out.writeNumberProperty("type", container.type().number());
        text(out, "id", container.id());
        text(out, "name", container.name());
        text(out, "image", container.image().name());
        text(out, "imagedigest", container.image().digest());
        text(out, "imageid", container.image().id());
        text(out, "imagerepo", container.image().repository());
        text(out, "imagetag", container.image().tag());
        out.writeStringProperty("User", container.settings().user());
        text(out, "cni_json", container.network().cniJson());
        resources(container.settings().resources(), out);
        out.writeNumberProperty("created_time", container.settings().createdSeconds());
        out.writeArrayPropertyStart("env");
        container.settings().env().forEach(out::writeString);
        out.writeEndArray();
        text(out, "full_id", container.fullId());
        out.writeBooleanProperty("host_ipc", container.isolation().hostIpc());
        out.writeBooleanProperty("host_network", container.isolation().hostNetwork());
        out.writeBooleanProperty("host_pid", container.isolation().hostPid());
        text(out, "ip", container.network().ip());
        out.writeNumberProperty("size", container.settings().resources().size());
        out.writeBooleanProperty("is_pod_sandbox", container.pod().isSandbox());
        labels(out, "labels", container.labels());
        out.writeNumberProperty("memory_limit", container.settings().resources().memoryLimit());
        out.writeNumberProperty("swap_limit", container.settings().resources().swapLimit());
        text(out, "pod_sandbox_id", container.pod().sandboxId());
        out.writeBooleanProperty("privileged", container.isolation().privileged());
        labels(out, "pod_sandbox_labels", container.pod().labels());
        lists(container, out);
        ProbesJson.write(container.probes(), out);
        switch (container.settings().told()) {
            case NAMES -> out.writeBooleanProperty("peregrine_announced", true);
            case PART -> out.writeBooleanProperty("peregrine_partial", true);
            case ALL -> {}
        }
    }

    private static void resources(Resources resources, JsonGenerator out) {
        out.writeNumberProperty("cpu_period", resources.cpuPeriod());
        out.writeNumberProperty("cpu_quota", resources.cpuQuota());
        out.writeNumberProperty("cpu_shares", resources.cpuShares());
        out.writeNumberProperty("cpuset_cpu_count", resources.cpusetCount());
    }

    private static void lists(Container container, JsonGenerator out) {
        out.writeArrayPropertyStart("port_mappings");
        for (PortMapping port : container.network().ports()) {
            out.writeStartObject();
            out.writeNumberProperty("HostIp", port.hostIp());
            out.writeNumberProperty("HostPort", port.hostPort());
            out.writeNumberProperty("ContainerPort", port.containerPort());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("Mounts");
        for (Mount mount : container.mounts().list()) {
            out.writeStartObject();
            out.writeStringProperty("Source", mount.source());
            out.writeStringProperty("Destination", mount.destination());
            out.writeStringProperty("Mode", mount.mode());
            out.writeBooleanProperty("RW", mount.writable());
            out.writeStringProperty("Propagation", mount.propagation());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void labels(JsonGenerator out, String name, Labels labels) {
        out.writeObjectPropertyStart(name);
        labels.all().forEach((key, value) -> text(out, key, value));
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, ByteString value) {
        out.writeStringProperty(name, value.toString());
    }
}

package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.ADDED_SLOT;
import static io.peregrine.filter.field.FieldFlag.SUGGESTED_OUTPUT;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.fields.param.Containers;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields of containers and pods, which exist only while the container plugin is loaded.
 *
 * <p>They answer for processes of the host; of a process in a container only {@code container.id} is known until metadata of containers
 * comes in.
 */
public final class ContainerFields {
    private static final ByteString HOST = ByteString.of("host");

    private ContainerFields() {}

    /** The class {@code container}. */
    public static FieldClass all() {
        List<Field> fields = new ArrayList<>();
        fields.add(text(
                        "container.id",
                        "The first 12 letters of the container's id, host for a process outside of containers.")
                .with(SUGGESTED_OUTPUT)
                .text((context, out) -> {
                    ByteString id = Containers.of(context.thread());
                    return !context.thread().isNone() && out.set(id.isEmpty() ? HOST : id);
                }));
        fields.add(onHost("container.full_id", "The container's full id.", ByteString.EMPTY));
        fields.add(text("container.name", "The container's name, host for a process outside of containers.")
                .with(SUGGESTED_OUTPUT)
                .text((context, out) -> isOnHost(context) && out.set(HOST)));
        fields.addAll(image());
        fields.addAll(mounts());
        fields.addAll(settings());
        fields.addAll(pod());
        fields.addAll(deprecated());
        return new FieldClass(
                "container", "", "The container and the pod in which the process runs.", Set.of("syscall"), fields);
    }

    private static FieldBuilder text(String name, String description) {
        return field(name, description).on(ADDED_SLOT);
    }

    private static boolean isOnHost(EventContext context) {
        return !context.thread().isNone() && Containers.of(context.thread()).isEmpty();
    }

    /** A text that a process of the host has too. */
    private static Field onHost(String name, String description, ByteString value, FieldFlag... flags) {
        return text(name, description).with(flags).text((context, out) -> isOnHost(context) && out.set(value));
    }

    private static Field truthOnHost(String name, String description) {
        return text(name, description).flag((context, out) -> isOnHost(context) && out.set(false));
    }

    private static Field absentTruth(String name, String description) {
        return text(name, description + " No metadata tells it any more: there is no value.")
                .flag((context, out) -> false);
    }

    private static Field absent(String name, String description, FieldFlag... flags) {
        return text(name, description).with(flags).text((context, out) -> false);
    }

    private static Field absentBy(ArgumentForm argument, String name, String description, FieldFlag... flags) {
        BytesExtractor nothing = (context, out) -> false;
        return text(name, description)
                .takes(argument)
                .with(flags)
                .bound(ParamType.CHARBUF, PrintFormat.NA, given -> Binding.same(Value.text(nothing)));
    }

    private static List<Field> image() {
        return List.of(
                onHost("container.image", "The image with repository and tag.", ByteString.EMPTY),
                onHost("container.image.id", "The id of the image.", ByteString.EMPTY),
                onHost(
                        "container.type",
                        "The kind of engine: docker, containerd, cri-o, podman; host for a process outside of containers.",
                        HOST),
                truthOnHost("container.privileged", "Whether the container is privileged."),
                onHost(
                        "container.image.repository",
                        "The repository of the image.",
                        ByteString.EMPTY,
                        SUGGESTED_OUTPUT),
                onHost("container.image.tag", "The tag of the image.", ByteString.EMPTY, SUGGESTED_OUTPUT),
                onHost("container.image.digest", "The digest of the image.", ByteString.EMPTY));
    }

    private static List<Field> mounts() {
        List<Field> fields = new ArrayList<>();
        fields.add(onHost(
                "container.mounts",
                "All mounts as SOURCE:TARGET:MODE:WRITABLE:PROPAGATION, joined by commas.",
                ByteString.EMPTY));
        for (String part : List.of("", ".source", ".dest", ".mode", ".rdwr", ".propagation")) {
            String what = part.isEmpty() ? "A mount" : "The part " + part.substring(1) + " of a mount";
            fields.add(absentBy(
                    ArgumentForm.INDEX_OR_KEY,
                    "container.mount" + part,
                    what + ", by position or by its path, which may be a shell pattern."));
        }
        return fields;
    }

    private static List<Field> settings() {
        NumberExtractor start = (context, out) -> !context.thread().isNone()
                && context.thread().activity().pidNamespaceStart() != 0
                && out.set(context.thread().activity().pidNamespaceStart());
        NumberExtractor duration = (context, out) ->
                start.extract(context, out) && out.set(context.event().timestamp() - out.number());
        return List.of(
                field(
                                "container.start_ts",
                                "When the container began, in nanoseconds since the epoch, by its PID namespace.")
                        .number(ParamType.ABSTIME, PrintFormat.DEC, start),
                field("container.duration", "Nanoseconds since the container began.")
                        .number(ParamType.RELTIME, PrintFormat.DEC, duration),
                onHost("container.ip", "The container's address.", ByteString.EMPTY),
                onHost("container.cni.json", "What the network plugin said of the pod, as JSON.", ByteString.EMPTY),
                truthOnHost("container.host_pid", "Whether the container shares the PID namespace of the host."),
                truthOnHost("container.host_network", "Whether the container shares the network of the host."),
                truthOnHost("container.host_ipc", "Whether the container shares the IPC namespace of the host."),
                absentBy(ArgumentForm.KEY, "container.label", "A label of the container by name."),
                onHost(
                        "container.labels",
                        "All labels of the container as NAME:VALUE, joined by commas.",
                        ByteString.EMPTY),
                absentTruth(
                        "proc.is_container_healthcheck",
                        "Whether the process belongs to the container's health check."),
                absentTruth(
                        "proc.is_container_liveness_probe",
                        "Whether the process belongs to the container's liveness probe."),
                absentTruth(
                        "proc.is_container_readiness_probe",
                        "Whether the process belongs to the container's readiness probe."));
    }

    private static List<Field> pod() {
        return List.of(
                absent("k8s.pod.name", "The name of the pod.", SUGGESTED_OUTPUT),
                absent("k8s.ns.name", "The namespace of the pod.", SUGGESTED_OUTPUT),
                absent("k8s.pod.id", "The uid of the pod; the same as k8s.pod.uid."),
                absent("k8s.pod.uid", "The uid of the pod."),
                absent("k8s.pod.sandbox_id", "The first 12 letters of the id of the pod's sandbox."),
                absent("k8s.pod.full_sandbox_id", "The full id of the pod's sandbox."),
                absentBy(ArgumentForm.KEY, "k8s.pod.label", "A label of the pod by name."),
                absent("k8s.pod.labels", "All labels of the pod as NAME:VALUE, joined by commas."),
                absent("k8s.pod.ip", "The address of the pod."),
                absent("k8s.pod.cni.json", "What the network plugin said of the pod, as JSON."));
    }

    /** Fields without values that old rules name. */
    private static List<Field> deprecated() {
        List<Field> fields = new ArrayList<>();
        for (String check : List.of("healthcheck", "liveness_probe", "readiness_probe")) {
            fields.add(absent("container." + check, "Has no value any more.", FieldFlag.DEPRECATED));
        }
        for (String object : List.of("rc", "svc", "ns", "rs", "deployment")) {
            String prefix = "k8s." + object;
            if (!object.equals("ns")) {
                fields.add(absent(prefix + ".name", "Has no value any more.", FieldFlag.DEPRECATED));
            }
            fields.add(absent(prefix + ".id", "Has no value any more.", FieldFlag.DEPRECATED));
            fields.add(absentBy(ArgumentForm.KEY, prefix + ".label", "Has no value any more.", FieldFlag.DEPRECATED));
            fields.add(absent(prefix + ".labels", "Has no value any more.", FieldFlag.DEPRECATED));
        }
        return fields;
    }
}

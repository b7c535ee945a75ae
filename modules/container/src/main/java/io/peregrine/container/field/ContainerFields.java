package io.peregrine.container.field;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.FieldFlag.SUGGESTED_OUTPUT;

import io.peregrine.container.Subject;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields of containers and pods. {@code container.id} is known from the thread alone; the others have no value while nothing is known of the container, and the host's where the
 * process is in none.
 */
public final class ContainerFields {
    private final Subject subject;
    private final MetadataReading reading;

    private ContainerFields(Subject subject) {
        this.subject = subject;
        this.reading = new MetadataReading(subject);
    }

    /** The class {@code container}, which reads through this subject. */
    public static FieldClass all(Subject subject, Compatibility compatibility) {
        ContainerFields container = new ContainerFields(subject);
        List<Field> fields = new ArrayList<>();
        fields.addAll(container.identity());
        fields.addAll(new MountFields(subject).all());
        fields.addAll(container.image());
        fields.addAll(ProbeFields.texts(subject));
        fields.addAll(times());
        fields.addAll(container.surroundings());
        fields.addAll(ProbeFields.truths(subject));
        fields.addAll(new PodFields(subject, compatibility).all());
        return new FieldClass(
                "container", "", "The container and the pod in which the process runs.", Set.of("syscall"), fields);
    }

    private List<Field> identity() {
        return List.of(
                MetadataReading.own(
                        "container.id",
                        "The first 12 letters of the container's id, host for a process outside of containers.",
                        (context, out) -> {
                            ByteString id = subject.id(context);
                            return !id.isEmpty() && out.set(id);
                        },
                        SUGGESTED_OUTPUT),
                reading.announced("container.full_id", "The container's full id.", container -> container.fullId()),
                reading.announced(
                        "container.name",
                        "The container's name, host for a process outside of containers.",
                        container -> container.name(),
                        SUGGESTED_OUTPUT),
                reading.announced(
                        "container.image",
                        "The image with repository and tag.",
                        container -> container.image().name()),
                reading.text(
                        "container.image.id",
                        "The id of the image.",
                        container -> container.image().id()),
                reading.announced(
                        "container.type",
                        "The kind of engine: docker, containerd, cri-o, podman, ...; host for a process outside of containers.",
                        container -> container.type().text()),
                reading.truth(
                        "container.privileged",
                        "Whether the container is privileged.",
                        container -> container.isolation().privileged()));
    }

    private List<Field> image() {
        return List.of(
                reading.announced(
                        "container.image.repository",
                        "The repository of the image.",
                        container -> container.image().repository(),
                        SUGGESTED_OUTPUT),
                reading.announced(
                        "container.image.tag",
                        "The tag of the image.",
                        container -> container.image().tag(),
                        SUGGESTED_OUTPUT),
                reading.text(
                        "container.image.digest",
                        "The digest of the image.",
                        container -> container.image().digest()));
    }

    private static List<Field> times() {
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
                        .number(ParamType.RELTIME, PrintFormat.DEC, duration));
    }

    private List<Field> surroundings() {
        return List.of(
                reading.text(
                        "container.ip",
                        "The container's address.",
                        container -> container.network().ip()),
                reading.text(
                        "container.cni.json",
                        "What the network plugin said of the pod, as JSON.",
                        container -> container.network().cniJson()),
                reading.truth(
                        "container.host_pid",
                        "Whether the container shares the PID namespace of the host.",
                        container -> container.isolation().hostPid()),
                reading.truth(
                        "container.host_network",
                        "Whether the container shares the network of the host.",
                        container -> container.isolation().hostNetwork()),
                reading.truth(
                        "container.host_ipc",
                        "Whether the container shares the IPC namespace of the host.",
                        container -> container.isolation().hostIpc()),
                reading.by(ArgumentForm.KEY, "container.label", "A label of the container by name.", argument -> {
                    String name = key(argument);
                    return (container, out) -> container.labels().has(name)
                            && out.set(container.labels().get(name));
                }),
                reading.text(
                        "container.labels",
                        "All labels of the container as NAME:VALUE, joined by commas.",
                        container -> container.labels().text()));
    }

    /** The key in brackets; a number that was read as a position is taken by its digits. */
    static String key(FieldArgument argument) {
        return switch (argument) {
            case FieldArgument.Key key -> key.key();
            case FieldArgument.Index index -> Integer.toString(index.index());
            case FieldArgument.Number number -> Long.toString(number.value());
            case FieldArgument.None none -> "";
            case FieldArgument.Parameter parameter -> parameter.descriptor().name();
            case FieldArgument.Event event -> event.descriptor().name();
        };
    }
}

package io.peregrine.container.field;

import io.peregrine.container.Subject;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ProbeCommand;
import io.peregrine.container.metadata.Probes;
import io.peregrine.event.ByteString;
import io.peregrine.fields.Field;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.StringBlock;
import io.peregrine.state.ThreadEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commands by which a runtime looks whether a container is well, and whether a process is one. Where the metadata does not tell of such commands, as in each capture by
 * Falco, there is no value.
 */
final class ProbeFields {
    private ProbeFields() {}

    /** The command lines. */
    static List<Field> texts(Subject subject) {
        return List.of(
                text(subject, "container.healthcheck", "The command of the container's health check.", Probes::health),
                text(
                        subject,
                        "container.liveness_probe",
                        "The command of the container's liveness probe.",
                        Probes::liveness),
                text(
                        subject,
                        "container.readiness_probe",
                        "The command of the container's readiness probe.",
                        Probes::readiness));
    }

    /** Whether a process is one of them. */
    static List<Field> truths(Subject subject) {
        return List.of(
                truth(
                        subject,
                        "proc.is_container_healthcheck",
                        "Whether the process belongs to the container's health check.",
                        Probes::health),
                truth(
                        subject,
                        "proc.is_container_liveness_probe",
                        "Whether the process belongs to the container's liveness probe.",
                        Probes::liveness),
                truth(
                        subject,
                        "proc.is_container_readiness_probe",
                        "Whether the process belongs to the container's readiness probe.",
                        Probes::readiness));
    }

    private static Field text(
            Subject subject, String name, String description, Function<Probes, Optional<ProbeCommand>> which) {
        return new MetadataReading(subject)
                .read(
                        name,
                        description + " No value where the metadata tells of none.",
                        (container, out) -> {
                            Optional<ProbeCommand> probe = which.apply(container.probes());
                            return probe.isPresent()
                                    && out.set(ByteString.of(probe.get().text()));
                        },
                        FieldFlag.DEPRECATED);
    }

    private static Field truth(
            Subject subject, String name, String description, Function<Probes, Optional<ProbeCommand>> which) {
        MetadataReading reading = new MetadataReading(subject);
        return MetadataReading.builder(name, description + " No value where the metadata tells of none.")
                .flag((context, out) -> {
                    Container container = reading.container(context);
                    return container.probes().isKnown() && out.set(isOf(which.apply(container.probes()), context));
                });
    }

    /** Whether the process, or one that it descends from without leaving the container, runs the probe's command. */
    private static boolean isOf(Optional<ProbeCommand> probe, EventContext context) {
        if (probe.isEmpty()) {
            return false;
        }
        ThreadEntry process = context.thread().mainThread();
        for (int i = 0; i < 64 && !process.isNone() && process.identity().vpid() != 1; i++) {
            if (runs(process, probe.get())) {
                return true;
            }
            ThreadEntry parent = context.tables().threads().ancestor(process, 1);
            if (parent.isNone() || !containerOf(parent).equals(containerOf(process))) {
                return false;
            }
            process = parent;
        }
        return false;
    }

    private static ByteString containerOf(ThreadEntry thread) {
        return StateTables.containerOf(thread);
    }

    private static boolean runs(ThreadEntry process, ProbeCommand probe) {
        StringBlock arguments = process.program().args();
        if (arguments.count() != probe.arguments().size()
                || !isCalled(process.program().exe().toString(), probe.program())) {
            return false;
        }
        for (int i = 0; i < arguments.count(); i++) {
            if (!arguments.get(i).toString().equals(probe.arguments().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** podman runs the check's shell by its name alone. */
    private static boolean isCalled(String name, String program) {
        return name.equals(program) || !name.isEmpty() && program.endsWith("/" + name);
    }
}

package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.Map;
import java.util.Optional;

/** About how many bytes of memory a container takes: its texts, and for each object that holds one a fixed number. */
final class ContainerWeight {
    private static final long OBJECT = 64;
    private static final long CONTAINER = 16 * OBJECT;

    private ContainerWeight() {}

    static long of(Container container) {
        Image image = container.image();
        Network network = container.network();
        return CONTAINER
                + texts(container.id(), container.fullId(), container.name())
                + texts(image.name(), image.id(), image.repository(), image.tag(), image.digest())
                + texts(network.ip(), network.cniJson())
                + OBJECT * network.ports().size()
                + container.pod().sandboxId().length()
                + of(container.pod().labels())
                + of(container.labels())
                + of(container.mounts())
                + of(container.probes())
                + of(container.settings());
    }

    private static long texts(ByteString... texts) {
        long sum = 0;
        for (ByteString text : texts) {
            sum += text.length();
        }
        return sum;
    }

    private static long of(Labels labels) {
        long sum = labels.text().length();
        for (Map.Entry<String, ByteString> label : labels.all().entrySet()) {
            sum += 3 * OBJECT + label.getKey().length() + label.getValue().length();
        }
        return sum;
    }

    private static long of(Container.Mounts mounts) {
        long sum = mounts.text().length();
        for (Mount mount : mounts.list()) {
            sum += 4 * OBJECT
                    + mount.source().length()
                    + mount.destination().length()
                    + mount.mode().length()
                    + mount.propagation().length();
        }
        return sum;
    }

    private static long of(Probes probes) {
        return of(probes.health()) + of(probes.liveness()) + of(probes.readiness());
    }

    private static long of(Optional<ProbeCommand> probe) {
        return probe.map(command -> command.program().length()
                        + command.arguments().stream()
                                .mapToLong(argument -> OBJECT + argument.length())
                                .sum())
                .orElse(0L);
    }

    private static long of(Container.Settings settings) {
        return settings.user().length()
                + settings.env().stream()
                        .mapToLong(text -> OBJECT + text.length())
                        .sum();
    }
}

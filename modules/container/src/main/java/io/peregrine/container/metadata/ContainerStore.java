package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers by the id that rules see, bounded in number and in bytes whatever a runtime says. Thread-safe.
 *
 * <p>A container that takes more than {@link #LARGEST} bytes, or than are left of all, is kept without its labels, mounts and probes but with the names of its pod; one whose mere names take
 * too much is refused.
 */
public final class ContainerStore {
    /** The most containers that are kept. */
    public static final int MOST = 10_000;

    /** The most bytes, about, that one container takes. */
    static final long LARGEST = 256 << 10;

    /** The most bytes, about, that all take; with nothing but their names they may take half as much again. */
    static final long ALL = 8 << 20;

    private static final long LARGEST_BARE = 4 << 10;
    private static final List<String> KEPT_LABELS =
            List.of("io.kubernetes.pod.name", "io.kubernetes.pod.namespace", "io.kubernetes.pod.uid");

    private final Map<ByteString, Container> byId = new ConcurrentHashMap<>();
    private long bytes;
    private long cut;
    private long refused;

    /** The container with this id. */
    public Optional<Container> find(ByteString id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Adds or replaces a container.
     *
     * @return as it is kept; empty when there was no room, and nothing is kept
     */
    public synchronized Optional<Container> put(Container container) {
        long before = find(container.id()).map(ContainerWeight::of).orElse(0L);
        long weight = ContainerWeight.of(container);
        Container kept = container;
        if (weight > LARGEST || bytes - before + weight > ALL) {
            kept = bare(container);
            weight = ContainerWeight.of(kept);
            cut++;
        }
        boolean full = byId.size() >= MOST && !byId.containsKey(kept.id());
        if (full || weight > LARGEST_BARE && kept != container || bytes - before + weight > ALL + ALL / 2) {
            remove(container.id());
            refused++;
            return Optional.empty();
        }
        bytes += weight - before;
        byId.put(kept.id(), kept);
        return Optional.of(kept);
    }

    private static Container bare(Container container) {
        Map<String, String> names = new HashMap<>();
        for (String label : KEPT_LABELS) {
            if (container.labels().has(label)) {
                names.put(label, container.labels().get(label).toString());
            }
        }
        Pod pod = container.pod();
        return new Container(
                container.type(),
                container.id(),
                container.fullId(),
                container.name(),
                container.image(),
                container.isolation(),
                new Network(container.network().ip(), ByteString.EMPTY, List.of()),
                new Pod(pod.isSandbox(), pod.sandboxId(), Labels.NONE),
                new Labels(names),
                Container.Mounts.NONE,
                Probes.UNKNOWN,
                Container.Settings.NONE);
    }

    /** Forgets a container. */
    public synchronized Optional<Container> remove(ByteString id) {
        Optional<Container> before = Optional.ofNullable(byId.remove(id));
        before.ifPresent(container -> bytes -= ContainerWeight.of(container));
        return before;
    }

    /** All containers as of now. */
    public List<Container> all() {
        return new ArrayList<>(byId.values());
    }

    /** How many there are. */
    public int size() {
        return byId.size();
    }

    /** How many were kept without labels and mounts. */
    public synchronized long cut() {
        return cut;
    }

    /** How many found no room. */
    public synchronized long refused() {
        return refused;
    }

    /** About how many bytes all take. */
    synchronized long bytes() {
        return bytes;
    }
}

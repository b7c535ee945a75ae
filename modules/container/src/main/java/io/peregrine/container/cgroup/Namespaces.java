package io.peregrine.container.cgroup;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which first components of a path are namespaces of containerd, whose containers lie in groups {@code /NAMESPACE/NAME}. Thread-safe.
 *
 * <p>Anyone can make such a group. Once containerd has told its namespaces these alone count; before, and in a replay, what looks like one does: two or more letters,
 * digits, {@code _} and {@code -}, no known group of the host, and a name that is no instance number of a service manager.
 */
public final class Namespaces {
    private static final Set<String> USUAL = Set.of("default", "k8s.io", "moby", "nerdctl", "buildkit");
    private static final Set<String> HOST = Set.of(
            "docker",
            "libpod_parent",
            "conmon",
            "kubepods",
            "kubelet",
            "init",
            "lxc",
            "libvirt",
            "machine",
            "bpm",
            "garden",
            "ecs",
            "user",
            "system",
            "actions_job",
            "supervisor",
            "payload");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9]{2,}(?:[_-][A-Za-z0-9]{2,}|[A-Za-z0-9])*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*");
    private static final Pattern INSTANCE = Pattern.compile("[0-9a-f]{16,}");
    private static final Pattern UNIT =
            Pattern.compile(".*\\.(service|slice|scope|mount|automount|socket|swap|device|target|timer|path)");

    private volatile Set<String> told = Set.of();
    private volatile int edition;

    /** containerd has these namespaces. */
    public synchronized void tell(Set<String> names) {
        told = Set.copyOf(names);
        edition = edition + 1;
    }

    /** Changes with everything that is told. */
    int edition() {
        return edition;
    }

    /** Whether a group of two levels, {@code /first/second}, is that of a container of containerd. */
    boolean hold(String first, String second) {
        if (!NAME.matcher(second).matches() || UNIT.matcher(second).matches()) {
            return false;
        }
        Set<String> known = told;
        if (known.contains(first) || USUAL.contains(first)) {
            return true;
        }
        return known.isEmpty()
                && looksLikeOne(first)
                && second.length() > 1
                && !INSTANCE.matcher(second).matches();
    }

    /** Whether a component is surely a namespace, so that groups below a container's belong to it. */
    boolean isKnown(String first) {
        return USUAL.contains(first) || told.contains(first);
    }

    private static boolean looksLikeOne(String first) {
        return NAMESPACE.matcher(first).matches() && !HOST.contains(first);
    }
}

package io.peregrine.server.metrics;

/** The groups of figures that can be switched on and off, with the subsystem that their names begin with. */
public enum MetricGroup {
    RULES("falco", "falco"),
    RESOURCES("falco", "falco"),
    STATE("falco", "scap"),
    KERNEL("scap", "scap"),
    KERNEL_PER_CPU("scap", "scap"),
    LIBBPF("scap", "scap"),
    PLUGINS("plugins", "plugins"),
    KERNEL_ITERATORS("scap", "scap"),
    ALLOCATOR("falco", "falco");

    private final String inSnapshots;
    private final String inPrometheus;

    MetricGroup(String inSnapshots, String inPrometheus) {
        this.inSnapshots = inSnapshots;
        this.inPrometheus = inPrometheus;
    }

    /** Returns what names begin with in snapshots. */
    public String snapshotPrefix() {
        return inSnapshots;
    }

    /** Returns the subsystem of Prometheus names. */
    public String prometheusSubsystem() {
        return inPrometheus;
    }

    /** Tells whether the group belongs to the machine's system calls, so that other sources do not have it. */
    public boolean isOfSystemCalls() {
        return switch (this) {
            case STATE, KERNEL, KERNEL_PER_CPU, LIBBPF, KERNEL_ITERATORS -> true;
            case RULES, RESOURCES, PLUGINS, ALLOCATOR -> false;
        };
    }
}

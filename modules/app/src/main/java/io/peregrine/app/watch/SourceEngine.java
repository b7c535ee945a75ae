package io.peregrine.app.watch;

/** What brings the events of a source, by the names that metrics give it. */
enum SourceEngine {
    /** The programs in the kernel. */
    MODERN_BPF("modern_bpf", true),
    /** A capture. */
    SAVEFILE("savefile", false),
    /** Nothing. */
    NODRIVER("nodriver", true),
    /** A plugin. */
    SOURCE_PLUGIN("source_plugin", true);

    private final String label;
    private final boolean live;

    SourceEngine(String label, boolean live) {
        this.label = label;
        this.live = live;
    }

    /** As metrics name it. */
    String label() {
        return label;
    }

    /** Whether events come as they happen, from the kernel or from plugins, and not from a file. */
    boolean isLive() {
        return live;
    }
}

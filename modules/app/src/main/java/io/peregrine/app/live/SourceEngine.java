package io.peregrine.app.live;

/** What brings the events of a source, by the names that metrics give it. */
public enum SourceEngine {
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
    public String label() {
        return label;
    }

    /** Whether events come as they happen, from the kernel or from plugins, and not from a file. */
    public boolean isLive() {
        return live;
    }
}

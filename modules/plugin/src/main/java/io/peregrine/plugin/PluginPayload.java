package io.peregrine.plugin;

/**
 * An event of a plugin's source before it has the form of one.
 *
 * @param timestamp nanoseconds since the epoch, or {@link #NOW}
 * @param bytes what it carries; not to be changed any more
 */
public record PluginPayload(long timestamp, byte[] bytes) {
    /** The time of an event that happens when the engine sees it. */
    public static final long NOW = -1;

    /** An event that happens when the engine sees it. */
    public static PluginPayload now(byte[] bytes) {
        return new PluginPayload(NOW, bytes);
    }
}

package io.peregrine.container;

/**
 * What was counted of containers, as of a moment. Immutable.
 *
 * @param known containers of which something is known, the host not among them
 * @param missingImages container events without an image, sandboxes not among them, as Falco's plugin counts
 * @param asked containers that runtimes were asked for
 * @param found answers, listed and announced ones among them
 * @param unknown containers that no runtime knew for half a minute
 * @param failed requests, lists and streams that ended with an error
 * @param refused containers and events for which there was no room
 * @param cut containers that are kept without labels and mounts, because they take too much room
 * @param unreadable container events that could not be read
 */
public record ContainerCounters(
        long known,
        long missingImages,
        long asked,
        long found,
        long unknown,
        long failed,
        long refused,
        long cut,
        long unreadable) {
    /** Nothing yet. */
    public static final ContainerCounters NONE = new ContainerCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);
}

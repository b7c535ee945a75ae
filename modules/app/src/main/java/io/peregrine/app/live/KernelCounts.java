package io.peregrine.app.live;

/**
 * What the kernel side has counted since it was loaded.
 *
 * @param events events made, delivered or not
 * @param drops events lost for any cause
 * @param buffer of these: lost because a ring was full
 * @param byCategory the latter by category of call
 * @param scratch lost because an event did not fit into the scratch memory
 */
public record KernelCounts(long events, long drops, long buffer, ByCategory byCategory, long scratch) {
    /** Nothing counted. */
    public static final KernelCounts NONE = new KernelCounts(0, 0, 0, new ByCategory(0, 0, 0, 0, 0, 0, 0, 0), 0);

    /** Events lost because a ring was full, by category of call. */
    public record ByCategory(
            long cloneFork, long execve, long connect, long open, long dirFile, long other, long close, long proc) {
        private ByCategory since(ByCategory before) {
            return new ByCategory(
                    cloneFork - before.cloneFork,
                    execve - before.execve,
                    connect - before.connect,
                    open - before.open,
                    dirFile - before.dirFile,
                    other - before.other,
                    close - before.close,
                    proc - before.proc);
        }
    }

    /** What was counted after an earlier moment. */
    public KernelCounts since(KernelCounts before) {
        return new KernelCounts(
                events - before.events,
                drops - before.drops,
                buffer - before.buffer,
                byCategory.since(before.byCategory),
                scratch - before.scratch);
    }

    /** The same with one lost event more, for a simulation. */
    public KernelCounts withOneDrop() {
        return new KernelCounts(events, drops + 1, buffer, byCategory, scratch);
    }
}

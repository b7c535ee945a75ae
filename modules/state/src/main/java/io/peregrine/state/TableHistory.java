package io.peregrine.state;

import io.peregrine.capture.record.StateHistory.Checkpoint;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps what threads were before they changed, one change for each thread and epoch. Epochs begin with checkpoints and with snapshots. Costs
 * a comparison of two numbers on a change while nothing is kept.
 *
 * <p>What is kept forms one list, the oldest first, of which each checkpoint and each snapshot holds its beginning: what nobody holds is
 * garbage. The thread of the tables appends; any thread may walk what it holds a beginning of.
 *
 * <p><b>The protocol</b> between the thread of the tables, which alone writes, and one that delivers a snapshot while events go on; neither
 * waits, and no field of an entry is volatile. {@code testing/stress} holds it.
 *
 * <ol>
 *   <li>The thread of the tables takes the snapshot: it begins an epoch, copies the references of the entries, notes the end of the list, and
 *       hands all over through something that publishes (a queue).
 *   <li>Before the first change of an entry in an epoch it appends the entry's image to the list, then (release fence at the end of {@link
 *       #append}) writes the epoch into the entry, then (store-store fence in {@link ThreadEntry#beforeChange}) changes the entry.
 *   <li>The other thread reads an entry's fields, then (load-load fence in {@link ThreadEntry#changedSince}) its epoch. An older epoch than the
 *       snapshot's: no change had begun, what was read is one moment. Else what was read is thrown away and the image is taken from the
 *       list, where the order of the writes says that it stands.
 *   <li>An image holds numbers, immutable records, and a table of descriptors whose storage is frozen: the thread of the tables freezes it
 *       itself when it keeps an image, and copies a frozen storage before it changes it. The mark that the other thread sets meanwhile
 *       can only cause a copy too many.
 * </ol>
 */
public final class TableHistory {
    /** The history of entries that are in no table: nothing is kept. */
    static final TableHistory OFF = new TableHistory();

    private static final long ENTRY_BYTES = 64;

    private int epoch;
    private Kept newest = new Kept(-1, Optional.empty());
    private Mark mark = new Mark(newest);
    private boolean looksBack;
    private final List<BooleanSupplier> held = new ArrayList<>();

    /** One thread as it was: empty when it was not there. The first element of a list stands for nothing but its place. */
    public static final class Kept {
        private final long tid;
        private final Optional<ThreadImage> image;
        private volatile Kept next;

        private Kept(long tid, Optional<ThreadImage> image) {
            this.tid = tid;
            this.image = image;
        }

        public long tid() {
            return tid;
        }

        public Optional<ThreadImage> image() {
            return image;
        }

        /** The next one, this one itself when there is none yet. */
        public Kept next() {
            Kept following = next;
            return following == null ? this : following;
        }
    }

    /** A moment, and what was kept between it and the next. */
    static final class Mark implements Checkpoint {
        private final Kept before;
        private long bytes;

        private Mark(Kept before) {
            this.before = before;
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }

    /** The last that was kept before a checkpoint of any history of this kind. */
    public static Kept before(Checkpoint moment) {
        if (moment instanceof Mark mark) {
            return mark.before;
        }
        throw new IllegalArgumentException("The checkpoint " + moment + " is not one of these tables.");
    }

    /** The epoch that lasts: one begins with each checkpoint and snapshot. */
    public int epoch() {
        return epoch;
    }

    /** A moment that can be asked for later; from now on changes are kept. */
    public Checkpoint checkpoint() {
        looksBack = true;
        forgetReleased();
        epoch++;
        mark = new Mark(newest);
        return mark;
    }

    /** An epoch begins in which a snapshot is taken; returns the last that was kept before. */
    public Kept beginSnapshot() {
        epoch++;
        return newest;
    }

    /**
     * Keeps all that changes until a snapshot is released.
     *
     * @param released whether it is; asked by the thread of the tables
     */
    public void hold(BooleanSupplier released) {
        forgetReleased();
        held.add(released);
    }

    private void forgetReleased() {
        if (!held.isEmpty()) {
            held.removeIf(BooleanSupplier::getAsBoolean);
        }
    }

    private boolean isKeeping() {
        if (looksBack) {
            return true;
        }
        forgetReleased();
        return !held.isEmpty();
    }

    /** Nobody will ask for a checkpoint any more. */
    public void rest() {
        looksBack = false;
        mark = new Mark(newest);
    }

    /** An entry of the table is about to change, for the first time in this epoch. */
    void keep(ThreadEntry thread) {
        if (isKeeping()) {
            append(thread.tid(), Optional.of(ThreadImage.of(thread)));
        }
    }

    /** An entry has come into the table. */
    void added(long tid) {
        if (isKeeping()) {
            append(tid, Optional.empty());
        }
    }

    private void append(long tid, Optional<ThreadImage> image) {
        Kept kept = new Kept(tid, image);
        newest.next = kept;
        newest = kept;
        mark.bytes += ENTRY_BYTES + image.map(ThreadImage::weight).orElse(0L);
        VarHandle.releaseFence();
    }
}

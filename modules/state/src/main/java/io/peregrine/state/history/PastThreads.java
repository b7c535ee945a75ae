package io.peregrine.state.history;

import io.peregrine.event.ByteString;
import io.peregrine.state.TableHistory;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The threads of a table as they were at a moment, put together while the table goes on changing: from the entries that the table held when
 * the question came up, from what was kept between the moment and the question, and from what has been kept since.
 *
 * <p>An entry is read as it is; when the table's thread has begun to change it since the question, its old form has been kept before. So
 * neither thread waits for the other; the protocol stands in {@link TableHistory}. Used once, by one thread.
 */
final class PastThreads {
    private static final ByteString NO_CWD = ByteString.of("./");

    private final int epoch;
    private final ThreadEntry[] entries;
    private final Map<Long, Optional<ThreadImage>> before = new HashMap<>();
    private final Map<Long, Optional<ThreadImage>> since = new HashMap<>();
    private final Map<Long, ByteString> cwds = new HashMap<>();
    private volatile Optional<TableHistory.Kept> moment;
    private volatile Optional<TableHistory.Kept> place;
    private volatile boolean abandoned;

    /**
     * The threads of a moment.
     *
     * @param entries all that are in the table now
     * @param epoch the epoch that begins now
     * @param moment the last that was kept before the moment
     * @param now the last that was kept before now
     */
    PastThreads(ThreadEntry[] entries, int epoch, TableHistory.Kept moment, TableHistory.Kept now) {
        this.entries = entries;
        this.epoch = epoch;
        this.moment = Optional.of(moment);
        place = Optional.of(now);
    }

    /**
     * Visits all threads with their working directories, main threads first.
     *
     * @throws IllegalStateException when {@link #abandon} was called meanwhile
     */
    void forEach(BiConsumer<ThreadImage, ByteString> visitor) {
        lookBack();
        List<ThreadImage> otherImages = new ArrayList<>();
        List<ThreadEntry> others = new ArrayList<>();
        for (ThreadEntry entry : entries) {
            if (!before.containsKey(entry.tid()) && !visitMain(imageOf(entry), visitor)) {
                others.add(entry);
            }
        }
        for (Optional<ThreadImage> image : before.values()) {
            image.filter(known -> !visitMain(known, visitor)).ifPresent(otherImages::add);
        }
        others.forEach(entry -> visitOther(imageOf(entry), visitor));
        otherImages.forEach(image -> visitOther(image, visitor));
    }

    private void lookBack() {
        TableHistory.Kept at = moment.orElseThrow(PastThreads::abandonment);
        TableHistory.Kept end = place.orElseThrow(PastThreads::abandonment);
        moment = Optional.empty();
        while (at != end) {
            at = at.next();
            before.putIfAbsent(at.tid(), at.image());
        }
    }

    /** Lets go of everything that is kept for this, also while another thread visits. May be called by any thread. */
    void abandon() {
        abandoned = true;
        moment = Optional.empty();
        place = Optional.empty();
    }

    private boolean visitMain(ThreadImage image, BiConsumer<ThreadImage, ByteString> visitor) {
        if (!image.isMainThread()) {
            return false;
        }
        ByteString cwd = image.ownCwd();
        cwds.put(image.pid(), cwd);
        visitor.accept(image, cwd);
        return true;
    }

    private void visitOther(ThreadImage image, BiConsumer<ThreadImage, ByteString> visitor) {
        visitor.accept(image, cwds.getOrDefault(image.pid(), NO_CWD));
    }

    /** The entry as it was when the question came up. */
    private ThreadImage imageOf(ThreadEntry entry) {
        ThreadImage image = ThreadImage.of(entry);
        return entry.changedSince(epoch) ? kept(entry.tid()) : image;
    }

    private ThreadImage kept(long tid) {
        TableHistory.Kept last = place.orElseThrow(PastThreads::abandonment);
        for (TableHistory.Kept next = last.next(); next != last; next = last.next()) {
            last = next;
            since.putIfAbsent(next.tid(), next.image());
        }
        place = abandoned ? Optional.empty() : Optional.of(last);
        return since.getOrDefault(tid, Optional.empty()).orElseThrow(PastThreads::abandonment);
    }

    private static IllegalStateException abandonment() {
        return new IllegalStateException("The snapshot was given up while it was delivered.");
    }
}

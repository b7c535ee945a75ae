package io.peregrine.recorder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The segments of the last seconds, the oldest first. Whole segments are forgotten: those that are older than the duration, and as many as
 * the memory asks for. Owned by the thread of the source.
 */
final class Lookback {
    private final RecorderSettings.Lookback settings;
    private final RecorderCounters counters;
    private final Deque<Segment> segments = new ArrayDeque<>();

    Lookback(RecorderSettings.Lookback settings, RecorderCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /** Keeps a segment that is full, and its caller's hold on it. */
    void add(Segment segment, long currentWeight) {
        segments.add(segment);
        long weight =
                currentWeight + segments.stream().mapToLong(Segment::weight).sum();
        long horizon = segment.lastTime() - settings.durationNanos();
        while (!segments.isEmpty()) {
            Segment oldest = segments.getFirst();
            boolean tooOld = oldest.lastTime() < horizon;
            if (!tooOld && weight <= settings.maxBytes()) {
                return;
            }
            weight -= oldest.weight();
            counters.forgotten().add(tooOld ? 0 : oldest.events());
            forgetOldest();
        }
    }

    /** Forgets the oldest segment; false when there is none. */
    boolean forgetOldest() {
        Segment oldest = segments.pollFirst();
        if (oldest != null) {
            oldest.release();
        }
        return oldest != null;
    }

    /** Those that reach back no further than the duration from a moment. */
    List<Segment> since(long now) {
        List<Segment> recent = new ArrayList<>();
        for (Segment segment : segments) {
            if (!recent.isEmpty() || segment.lastTime() >= now - settings.durationNanos()) {
                recent.add(segment);
            }
        }
        return recent;
    }

    void clear() {
        while (forgetOldest()) {
            // Each step forgets one.
        }
    }
}

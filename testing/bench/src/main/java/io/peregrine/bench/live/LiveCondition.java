package io.peregrine.bench.live;

import io.peregrine.event.SourceException;
import io.peregrine.probe.AttachPoint;
import java.util.Set;

/** What is watched while something is measured. */
enum LiveCondition {
    /** Nothing: what everything else is compared with. */
    NOTHING("no engine"),
    /** What stock rules ask for, all arguments read when a call ends. */
    USUAL_LATE("usual, no entry"),
    /** What stock rules ask for, with the programs that take arguments when a call begins. */
    USUAL("usual"),
    /** Every call. */
    EVERYTHING("every call");

    private final String label;

    LiveCondition(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Brings a probe into this condition. */
    void apply(Drain drain) throws SourceException {
        switch (this) {
            case NOTHING -> drain.watch(Set.of(), Set.of());
            case USUAL_LATE -> drain.watch(Selections.usual(), Set.of(AttachPoint.CALL_BEGIN));
            case USUAL -> drain.watch(Selections.usual(), Set.of());
            case EVERYTHING -> drain.watch(Selections.everything(), Set.of());
        }
    }
}

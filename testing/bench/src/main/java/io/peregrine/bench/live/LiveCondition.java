package io.peregrine.bench.live;

import io.peregrine.event.SourceException;
import io.peregrine.probe.EntryChoice;
import io.peregrine.probe.KernelFilterTerms;
import java.util.Set;

/** What is watched while something is measured. */
enum LiveCondition {
    /** Nothing: what everything else is compared with. */
    NOTHING("no engine"),
    /** What stock rules ask for, all arguments read when a call ends. */
    USUAL_LATE("usual, no entry"),
    /** What stock rules ask for, with the programs that take arguments when each of the five calls begins, in the way that costs least here. */
    USUAL("usual"),
    /** The same with the programs at tracepoints; only where that is another way. */
    USUAL_TRACEPOINTS("usual, tracepoints"),
    /** What stock rules ask for, with the program that takes arguments where all calls begin. */
    USUAL_SYS_ENTER("usual, sys_enter"),
    /** The same as {@link #USUAL}, leaving out in the kernel what rules like the stock ones cannot want. */
    USUAL_FILTERED("usual, filter"),
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
        drain.leaveOut(this == USUAL_FILTERED ? Selections.filter() : KernelFilterTerms.NONE);
        switch (this) {
            case NOTHING -> drain.watch(Set.of(), true, EntryChoice.AUTO);
            case USUAL_LATE -> drain.watch(Selections.usual(), false, EntryChoice.AUTO);
            case USUAL, USUAL_FILTERED -> drain.watch(Selections.usual(), true, EntryChoice.AUTO);
            case USUAL_TRACEPOINTS -> drain.watch(Selections.usual(), true, EntryChoice.TRACEPOINT);
            case USUAL_SYS_ENTER -> drain.watch(Selections.usual(), true, EntryChoice.SYS_ENTER);
            case EVERYTHING -> drain.watch(Selections.everything(), true, EntryChoice.AUTO);
        }
    }
}

package io.peregrine.app.live;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.event.SourceException;
import io.peregrine.kernelfilter.LeavingOut;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.EventParser;
import io.peregrine.probe.Interest;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.Probe;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the kernel reports for loaded rules: which calls are watched, and which of their events are left out. Before other rules are in force everything is
 * delivered that is watched; only then what they do not want is left out. For one thread at a time.
 */
public final class KernelReporting {
    private final Probe probe;
    private final Told told;

    /**
     * Who is told.
     *
     * @param log of troubles
     * @param words what is left out, a line each
     */
    public record Told(Log log, Consumer<String> words) {}

    /**
     * Who reads the events besides the rules.
     *
     * @param parsers who sees all of some kinds
     * @param foreign whether a field with this name is a plugin's
     */
    public record Readers(List<EventParser> parsers, Predicate<String> foreign) {
        public Readers {
            parsers = List.copyOf(parsers);
        }
    }

    /** The reporting of a probe. */
    public KernelReporting(Probe probe, Told told) {
        this.probe = probe;
        this.told = told;
    }

    /**
     * Prepares for other rules.
     *
     * @param readers who reads the events besides them
     * @throws CommandFailure when the kernel refuses a program
     */
    public ReloadPart.Change prepare(LoadedRules rules, Configuration next, Readers readers) throws CommandFailure {
        BitSet calls = rules.selection().calls();
        LeavingOut leaving =
                new FilterChoice(readers.parsers(), readers.foreign()).of(rules.set(), calls, next, told.log());
        BitSet watched = (BitSet) calls.clone();
        watched.andNot(leaving.unwatched());
        try {
            return new Change(probe.prepare(watched.stream().boxed().collect(Collectors.toSet())), leaving);
        } catch (SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private final class Change implements ReloadPart.Change {
        private final Interest interest;
        private final LeavingOut leaving;

        Change(Interest interest, LeavingOut leaving) {
            this.interest = interest;
            this.leaving = leaving;
        }

        @Override
        public void apply() {
            probe.deliverAll();
            interest.apply();
        }

        @Override
        public void settle() {
            interest.settle();
            KernelFilterTerms filter = leaving.filter();
            try {
                probe.leaveOut(filter);
                leaving.words().forEach(told.words());
            } catch (SourceException e) {
                told.log().warning("Nothing is left out in the kernel: " + e.getMessage());
            }
        }

        @Override
        public void discard() {
            interest.discard();
        }
    }
}

package io.peregrine.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.peregrine.capture.record.HeldSnapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A second snapshot, taken behind the events while the first is delivered, tells what the events left, and does not disturb the first. */
@JCStressTest
@Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "the first moment's session, the second's user and descriptors")
@Outcome(expect = FORBIDDEN, desc = "a snapshot of another moment")
@State
public class SecondSnapshotMeanwhile {
    private final Sample sample = new Sample();
    private final HeldSnapshot first = sample.snapshot();
    private HeldSnapshot second;

    /** The thread of the events. */
    @Actor
    public void events() {
        sample.change();
        second = sample.snapshot();
    }

    /** The recorder's thread. */
    @Actor
    public void recorder(III_Result result) {
        Sample.Told told = new Sample.Told();
        first.deliver(told);
        result.r1 = told.session == told.user && told.descriptors == 1 ? told.session : -1;
    }

    /** Both have ended; the second snapshot is delivered by a third thread. */
    @Arbiter
    public void afterwards(III_Result result) {
        Sample.Told told = new Sample.Told();
        second.deliver(told);
        result.r2 = told.session == told.user ? told.user : -1;
        result.r3 = told.descriptors;
    }
}

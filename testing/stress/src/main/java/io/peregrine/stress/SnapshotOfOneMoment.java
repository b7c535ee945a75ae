package io.peregrine.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.peregrine.capture.record.HeldSnapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A snapshot that is delivered while events go on tells the moment in which it was taken, and nothing of what came after. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "session, user and descriptors of the moment")
@Outcome(expect = FORBIDDEN, desc = "something of what came after the moment")
@State
public class SnapshotOfOneMoment {
    private final Sample sample = new Sample();
    private final HeldSnapshot snapshot = sample.snapshot();

    /** The thread of the events. */
    @Actor
    public void events() {
        sample.change();
    }

    /** The recorder's thread. */
    @Actor
    public void recorder(III_Result result) {
        Sample.Told told = new Sample.Told();
        snapshot.deliver(told);
        result.r1 = told.session;
        result.r2 = told.user;
        result.r3 = told.descriptors;
    }
}

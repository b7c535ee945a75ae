package io.peregrine.output.completion;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.PendingValue;
import java.time.Duration;
import java.util.Optional;

/** Somebody whose name becomes known when the test says so. */
final class FakeSubject {
    private final long deadline;
    private volatile Optional<PendingValue.Answer> name = Optional.empty();

    FakeSubject(Duration worthWaiting) {
        deadline = System.nanoTime() + worthWaiting.toNanos();
    }

    void isCalled(String text) {
        name = Optional.of(new PendingValue.Answer(FieldValue.of(text), text));
    }

    void hasNoName() {
        name = Optional.of(PendingValue.Answer.NOTHING);
    }

    void isForgotten() {
        name = Optional.of(PendingValue.Answer.LOST);
    }

    PendingValue name() {
        return new PendingValue() {
            @Override
            public Object subject() {
                return FakeSubject.this;
            }

            @Override
            public long deadline() {
                return deadline;
            }

            @Override
            public Optional<Answer> answer() {
                return name;
            }
        };
    }
}

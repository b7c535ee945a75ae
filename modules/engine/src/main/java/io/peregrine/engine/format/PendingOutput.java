package io.peregrine.engine.format;

import io.peregrine.alert.PendingValue;
import io.peregrine.fields.LateValue;
import io.peregrine.fields.Slot;
import java.util.Optional;

/**
 * A value of an output that may still come.
 *
 * @param late tells it
 * @param output how it is printed
 */
record PendingOutput(LateValue late, PlannedOutput output) implements PendingValue {
    @Override
    public Object subject() {
        return late.subject();
    }

    @Override
    public long deadline() {
        return late.deadline();
    }

    @Override
    public Optional<Answer> answer() {
        Slot slot = new Slot();
        return switch (late.read(slot)) {
            case VALUE -> Optional.of(output.answer(slot));
            case NOTHING -> Optional.of(Answer.NOTHING);
            case LOST -> Optional.of(Answer.LOST);
            case NOT_YET -> Optional.empty();
        };
    }
}

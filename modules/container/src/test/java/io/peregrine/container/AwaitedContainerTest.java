package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import io.peregrine.fields.LateValue;
import io.peregrine.fields.LateValue.Answer;
import io.peregrine.fields.Slot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an alert is told of a container while it is asked for, when it has come, and when it does not come. */
class AwaitedContainerTest {
    private static final ByteString ID = ByteString.of("111111111111");
    private static final Container ANNOUNCED =
            Container.announced(ContainerType.PODMAN, "1".repeat(64), "web", ImageNames.image("localhost/web:1"));
    private static final Container WHOLE =
            Container.fixed(ID, ByteString.of("web"), ImageNames.image("localhost/web:1"));

    private Optional<Container> known = Optional.empty();
    private boolean pending = true;

    private Answer name(long deadline, Slot out) {
        return awaited(deadline)
                .announced((container, slot) -> slot.set(container.name()))
                .read(out);
    }

    private Answer privileged(long deadline) {
        LateValue value = awaited(deadline)
                .value((container, slot) -> slot.set(container.isolation().privileged()));
        return value.read(new Slot());
    }

    private AwaitedContainer awaited(long deadline) {
        return new AwaitedContainer(ID, deadline, id -> known, id -> pending);
    }

    private static long soon() {
        return System.nanoTime() + 60_000_000_000L;
    }

    private static long over() {
        return System.nanoTime() - 1;
    }

    @Test
    void isWaitedForWhileItIsAskedForAlthoughAPartWasAnnounced() {
        assertThat(name(soon(), new Slot())).isEqualTo(Answer.NOT_YET);
        known = Optional.of(ANNOUNCED);
        assertThat(name(soon(), new Slot())).isEqualTo(Answer.NOT_YET);
        known = Optional.of(WHOLE);
        Slot out = new Slot();
        assertThat(name(soon(), out)).isEqualTo(Answer.VALUE);
        assertThat(out.copy()).hasToString("web");
        assertThat(privileged(soon())).isEqualTo(Answer.VALUE);
    }

    @Test
    void whatWasAnnouncedServesAtTheDeadlineAndNothingElse() {
        known = Optional.of(ANNOUNCED);
        Slot out = new Slot();
        assertThat(name(over(), out)).isEqualTo(Answer.VALUE);
        assertThat(out.copy()).hasToString("web");
        assertThat(privileged(over())).isEqualTo(Answer.LOST);
    }

    @Test
    void isLostOnceNobodyIsAskedAnyMore() {
        pending = false;
        assertThat(name(soon(), new Slot())).isEqualTo(Answer.LOST);
        known = Optional.of(ANNOUNCED);
        assertThat(name(soon(), new Slot())).isEqualTo(Answer.VALUE);
        assertThat(privileged(soon())).isEqualTo(Answer.LOST);
    }
}

package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Which of the container events on their way need not be read. */
class SentContainersTest {
    private final SentContainers sent = new SentContainers();

    private static Container container(int number) {
        return Container.fixed(ByteString.of("c" + number), ByteString.of("web"), ImageNames.image("web:1"));
    }

    private static byte[] text(int number) {
        return ("text " + number).getBytes(StandardCharsets.UTF_8);
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            sent.add(text(i), container(i));
        }
    }

    @Test
    void anEventIsKnownByItsTextOnce() {
        add(0, 2);
        assertThat(sent.take(text(0))).contains(container(0));
        assertThat(sent.take(text(0))).isEmpty();
        assertThat(sent.take(text(1))).contains(container(1));
    }

    @Test
    void oneFromElsewhereTakesNothingAway() {
        add(0, 1);
        assertThat(sent.take(text(7))).isEmpty();
        assertThat(sent.take(text(0))).contains(container(0));
    }

    @Test
    void whatWasLostOnTheWayIsPassedOver() {
        add(0, 50);
        assertThat(sent.take(text(40))).contains(container(40));
        assertThat(sent.take(text(3))).as("it went before").isEmpty();
        assertThat(sent.take(text(41))).contains(container(41));
    }

    @Test
    void oneThatFoundNoRoomIsWithdrawn() {
        byte[] refused = text(1);
        add(0, 1);
        sent.add(refused, container(1));
        sent.withdraw(refused);
        assertThat(sent.take(text(1))).isEmpty();
        assertThat(sent.take(text(0))).contains(container(0));
    }

    @Test
    void thereIsRoomForSoManyAndAgainWhenTheyHaveCome() {
        add(0, 5000);
        assertThat(sent.take(text(4500))).isEmpty();
        for (int i = 0; i < 4096; i++) {
            assertThat(sent.take(text(i))).contains(container(i));
        }
        add(5000, 5001);
        assertThat(sent.take(text(5000))).contains(container(5000));
    }
}

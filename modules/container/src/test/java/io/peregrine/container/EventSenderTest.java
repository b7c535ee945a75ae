package io.peregrine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.engine.ImageNames;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonWriter;
import io.peregrine.event.ByteString;
import io.peregrine.pipeline.InjectionQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of container events that are told. */
@Timeout(60)
class EventSenderTest {
    private final SentContainers sent = new SentContainers();

    private static Container container(String id) {
        return Container.fixed(ByteString.of(id), ByteString.of("web"), ImageNames.image("web:1"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void whatIsToldComesAmongTheEventsAndIsRead() throws InterruptedException {
        InjectionQueue queue = InjectionQueue.usual();
        try (EventSender sender = new EventSender(queue, sent)) {
            assertThat(sender.isIdle()).isTrue();
            sender.added(container("one"));
            sender.removed(container("one"));
            await(sender::isIdle);
            assertThat(queue.waiting()).isEqualTo(2);
            assertThat(sender.refused()).isZero();
            assertThat(sent.take(ContainerJsonWriter.write(container("one")))).contains(container("one"));
        }
    }

    @Test
    void oneThatFindsNoRoomIsKeptInMindUntilItIsAskedForOrGone() throws InterruptedException {
        InjectionQueue queue = new InjectionQueue(new InjectionQueue.Limits(1, 1, 1 << 20, 1), () -> 0);
        try (EventSender sender = new EventSender(queue, sent)) {
            sender.added(container("one"));
            sender.added(container("two"));
            sender.added(container("three"));
            sender.removed(container("three"));
            await(sender::isIdle);
            assertThat(queue.waiting()).isOne();
            assertThat(sender.refused()).isEqualTo(3);
            assertThat(sent.take(ContainerJsonWriter.write(container("two"))))
                    .as("it is not on its way")
                    .isEmpty();
            assertThat(sender.takeUnsent(ByteString.of("one"))).isFalse();
            assertThat(sender.takeUnsent(ByteString.of("two"))).isTrue();
            assertThat(sender.takeUnsent(ByteString.of("two"))).as("once").isFalse();
            assertThat(sender.takeUnsent(ByteString.of("three"))).isFalse();
        }
    }
}

package io.peregrine.container;

import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonReader;
import io.peregrine.container.metadata.ContainerJsonWriter;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.pipeline.InjectionQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts container events among those of the source, in the order in which they are told. A thread of its own makes them and reads them as the source's thread would, so that this neither formats
 * nor parses. Thread-safe.
 */
final class EventSender implements AutoCloseable {
    private static final int MOST = 16_384;

    private final InjectionQueue queue;
    private final SentContainers sent;
    private final EventMaker events = new EventMaker();
    private final BlockingQueue<News> told = new LinkedBlockingQueue<>(MOST);
    private final AtomicInteger onTheWay = new AtomicInteger();
    private final Set<ByteString> unsent = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("container-news").unstarted(this::send);

    /** A container is known, or has gone. */
    private record News(Container container, boolean isAdded) {}

    /**
     * A sender, which works until it is closed.
     *
     * @param queue of the source
     * @param sent is told what the events say
     */
    EventSender(InjectionQueue queue, SentContainers sent) {
        this.queue = queue;
        this.sent = sent;
        thread.start();
    }

    /** Sends that a container is known; one that finds the queue full is kept in mind. Waits for nothing. */
    void added(Container container) {
        tell(new News(container, true));
    }

    /** Sends that a container has gone. Waits for nothing. */
    void removed(Container container) {
        tell(new News(container, false));
    }

    /** Whether what is known of a container could not be sent; it is then asked once. */
    boolean takeUnsent(ByteString id) {
        return !unsent.isEmpty() && unsent.remove(id);
    }

    /** Whether all that was told is in the queue of the source. */
    boolean isIdle() {
        return onTheWay.get() == 0;
    }

    /** How many events found no room. */
    long refused() {
        return refused.get();
    }

    private void tell(News news) {
        onTheWay.incrementAndGet();
        if (!told.offer(news)) {
            onTheWay.decrementAndGet();
            note(news, false);
        }
    }

    private void note(News news, boolean taken) {
        ByteString id = news.container().id();
        if (!taken) {
            refused.incrementAndGet();
        }
        if (taken || !news.isAdded()) {
            unsent.remove(id);
        } else {
            unsent.add(id);
        }
    }

    private void send() {
        try {
            while (true) {
                News news = told.take();
                note(news, send(news));
                onTheWay.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(News news) {
        byte[] json = ContainerJsonWriter.write(news.container());
        try {
            sent.add(json, ContainerJsonReader.read(json));
        } catch (MalformedJsonException e) {
            // who takes the event will find that, too, and counts it
        }
        EventView event =
                news.isAdded() ? events.added(json, InjectionQueue.NOW) : events.removed(json, InjectionQueue.NOW);
        boolean taken = queue.put(event) == InjectionQueue.Verdict.TAKEN;
        if (!taken) {
            sent.withdraw(json);
        }
        return taken;
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        thread.interrupt();
    }
}

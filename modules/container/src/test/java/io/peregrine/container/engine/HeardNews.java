package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what look-ups tell, as lines in their order. */
final class HeardNews implements Lookups.News {
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    @Override
    public void added(Container container) {
        news.add("added " + container.id() + " " + container.name());
    }

    @Override
    public void removed(Container container) {
        news.add("removed " + container.id());
    }

    @Override
    public void late(Container container) {
        news.add("late " + container.id());
    }

    @Override
    public void unknown(ByteString id) {
        news.add("unknown " + id);
    }

    @Override
    public void namespaces(Set<String> names) {
        assertThat(names).containsExactly("test");
    }

    @Override
    public void say(boolean warning, String sentence) {
        log.add((warning ? "warning: " : "") + sentence);
    }

    private String next(BlockingQueue<String> queue) throws InterruptedException {
        String next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next)
                .as("something is told in time; not heard yet: %s, %s", news, log)
                .isNotNull();
        return next;
    }

    /** The next line about a container. */
    String next() throws InterruptedException {
        return next(news);
    }

    /** The next sentence that says so. */
    void awaitLog(String part) throws InterruptedException {
        String sentence = next(log);
        while (!sentence.contains(part)) {
            sentence = next(log);
        }
    }
}

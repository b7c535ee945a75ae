package io.peregrine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginSourcesTest {
    private static final SourceName ORCHARD = new SourceName("orchard", 77);

    private static PluginPayload payload(String text) {
        return new PluginPayload(5, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(EventSource source) throws SourceException {
        List<String> texts = new ArrayList<>();
        EventView view = new EventView();
        for (Outcome outcome = source.next(view); outcome != Outcome.END; outcome = source.next(view)) {
            if (outcome == Outcome.EVENT) {
                assertThat(view.sourceId()).isEqualTo(77);
                assertThat(view.timestamp()).isEqualTo(5);
                texts.add(view.bytes(1).toString());
            }
        }
        return texts;
    }

    @Test
    void anIteratorIsAStream() throws SourceException {
        List<PluginPayload> payloads = List.of(payload("apple"), payload(""), payload("pear"));

        assertThat(read(PluginSources.iterate(ORCHARD, payloads.iterator()))).containsExactly("apple", "", "pear");
    }

    @Test
    void everyEventThatThreadsPushArrives() throws Exception {
        PushedSource source = PluginSources.push(ORCHARD, 10, 1000);
        Thread pushing = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 10_000; i++) {
                    source.sendWaiting(payload("fruit " + i));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            source.end();
        });

        List<String> texts = read(source);

        pushing.join();
        assertThat(texts).hasSize(10_000).first().isEqualTo("fruit 0");
        assertThat(texts).last().isEqualTo("fruit 9999");
        assertThat(source.lost()).isZero();
    }

    @Test
    void whatDoesNotFitIsLostAndCounted() throws SourceException {
        PushedSource source = PluginSources.push(ORCHARD, 2, 1000);

        assertThat(source.send(payload("one"))).isTrue();
        assertThat(source.send(payload("two"))).isTrue();
        assertThat(source.send(payload("three"))).isFalse();
        source.end();

        assertThat(source.lost()).isEqualTo(1);
        assertThat(read(source)).containsExactly("one", "two");
    }

    @Test
    void aFailureComesBehindWhatWasPushed() throws SourceException {
        PushedSource source = PluginSources.push(ORCHARD);
        source.send(payload("one"));
        source.fail("The orchard burnt down.");
        EventView view = new EventView();

        assertThat(source.next(view)).isEqualTo(Outcome.EVENT);
        assertThatThrownBy(() -> source.next(view))
                .isInstanceOf(SourceException.class)
                .hasMessage("The event source orchard failed: The orchard burnt down.");
    }

    @Test
    void closingTellsThePlugin() {
        List<String> told = new ArrayList<>();
        PushedSource source = PluginSources.push(ORCHARD).whenClosed(() -> told.add("closed"));

        source.close();

        assertThat(told).containsExactly("closed");
        assertThat(source.send(payload("late"))).isFalse();
    }
}

package io.peregrine.stress.soak;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.ConfigSchema;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.PluginSources;
import io.peregrine.plugin.PushedSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The Java plugin of the soak: a thread pushes numbered events, as the plugins of {@code soak.c} do. */
public final class SoakPlugin implements Plugin, EventSourcing, FieldExtraction {
    private static final SourceName SOURCE = new SourceName("soak_java", 998);
    private static final AtomicLong PRODUCERS = new AtomicLong();

    /**
     * The configuration.
     *
     * @param file takes lines of what was sent
     * @param rate events a second
     * @param turn what a reload changes
     */
    public record Settings(String file, long rate, long turn) {}

    private Settings settings = new Settings("", 0, 0);

    /** Found by the engine. */
    public SoakPlugin() {}

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity("soak_java", "0.1.0", "A plugin of the soak", "none");
    }

    @Override
    public Optional<String> configSchema() {
        return Optional.of(ConfigSchema.of(Settings.class));
    }

    @Override
    public void start(PluginHost host) throws PluginException {
        settings = host.configuration(Settings.class);
    }

    @Override
    public SourceName source() {
        return SOURCE;
    }

    @Override
    public EventSource open(String parameters) {
        PushedSource source = PluginSources.push(SOURCE);
        Thread thread = Thread.ofPlatform().daemon().name("soak-java").unstarted(() -> push(source));
        thread.start();
        return source.whenClosed(thread::interrupt);
    }

    private void push(PushedSource source) {
        long producer = PRODUCERS.incrementAndGet() * 4 + 2;
        long begin = System.nanoTime();
        long sent = 0;
        try {
            while (true) {
                long due = (System.nanoTime() - begin) * settings.rate() / 1_000_000_000L;
                for (; sent < due; sent++) {
                    byte[] text = (producer + " " + sent).getBytes(StandardCharsets.US_ASCII);
                    if (!source.sendWaiting(PluginPayload.now(text))) {
                        say(producer, sent);
                        return;
                    }
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            say(producer, sent);
        }
    }

    private void say(long producer, long sent) {
        try {
            Files.writeString(
                    Path.of(settings.file()),
                    "sent " + producer + " " + sent + " 0\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<PluginField> fields() {
        return List.of(PluginField.field("soak_java.length", "How long the text of the event is.")
                .number((event, out) -> out.number(event.payloadLength())));
    }
}

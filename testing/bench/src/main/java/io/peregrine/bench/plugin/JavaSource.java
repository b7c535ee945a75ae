package io.peregrine.bench.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.PluginSources;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** A source in Java: the same payload as often as the open parameters say, with three fields that are read without allocation. */
public final class JavaSource implements Plugin, EventSourcing, FieldExtraction {
    private static final SourceName SOURCE = new SourceName("measured", 999);
    private static final int SIZE = 100;
    private static final int NAME = 8;
    private static final int KIND = 16;
    private static final int WORD = 5;

    private final byte[] payload = new byte[SIZE];
    private long number;

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity("measured", "0.1.0", "for the bench", "-");
    }

    @Override
    public SourceName source() {
        return SOURCE;
    }

    @Override
    public EventSource open(String parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(0, 7);
        bytes.put(NAME, "alpha".getBytes(StandardCharsets.UTF_8));
        bytes.put(KIND, "usual".getBytes(StandardCharsets.UTF_8));
        PluginPayload same = new PluginPayload(1_700_000_000_000_000_000L, bytes.array());
        long times = Long.parseLong(parameters);
        return PluginSources.iterate(SOURCE, new Iterator<>() {
            private long left = times;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public PluginPayload next() {
                left--;
                return same;
            }
        });
    }

    @Override
    public List<PluginField> fields() {
        return List.of(
                PluginField.field("measured.name", "-").text((event, out) -> out.bytes(look(event), NAME, WORD)),
                PluginField.field("measured.number", "-")
                        .number((event, out) ->
                                out.number(ByteBuffer.wrap(look(event)).getLong(0))),
                PluginField.field("measured.kind", "-").text((event, out) -> out.bytes(look(event), KIND, WORD)));
    }

    private byte[] look(PluginEvent event) {
        if (event.number() != number) {
            number = event.number();
            event.copyPayload(payload);
        }
        return payload;
    }
}

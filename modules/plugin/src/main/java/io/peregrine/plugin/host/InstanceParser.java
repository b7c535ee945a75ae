package io.peregrine.plugin.host;

import io.peregrine.pipeline.EventParser;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.state.EventContext;
import java.util.BitSet;

/** Shows events of the right sources and codes to the parser of an instance. Owned by the thread of the source. */
final class InstanceParser implements EventParser {
    private final EventParsing parsing;
    private final SourceIds sources;
    private final boolean[] accepted;
    private final BitSet codes;
    private final PluginEvent event = new PluginEvent();

    InstanceParser(PluginInstance instance, EventParsing parsing, SourceIds sources) {
        this.parsing = parsing;
        this.sources = sources;
        this.accepted = sources.accepted(instance.registered().parseSources());
        this.codes = instance.parseCodes();
    }

    @Override
    public void parse(EventContext context) {
        int index = sources.index(context.event().sourceId());
        if (index >= 0 && accepted[index]) {
            parsing.parse(event.show(context, sources.name(index)));
        }
    }

    @Override
    public BitSet codes() {
        return (BitSet) codes.clone();
    }
}

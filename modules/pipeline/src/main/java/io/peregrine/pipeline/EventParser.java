package io.peregrine.pipeline;

import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import java.util.BitSet;

/**
 * Looks at events after the state handlers and before the rules, and may change the tables: a plugin's parser, container metadata.
 *
 * <p>It sees every event of its codes, also those that no rule judges ({@link io.peregrine.event.EventView#stateOnly}). Called by the thread
 * that owns the pipeline; an exception costs the event and is counted. An end of a thread or descriptor takes effect with the next event, so that both can
 * still be read here.
 */
@FunctionalInterface
public interface EventParser {
    /**
     * Looks at an event.
     *
     * @param context the event with what the tables know of it; not to be kept
     */
    void parse(EventContext context);

    /** The event codes that it wants to see, asked once; all of them unless overridden. */
    default BitSet codes() {
        BitSet all = new BitSet();
        all.set(0, EventCodes.COUNT);
        return all;
    }
}

package io.peregrine.fields.catalog;

import io.peregrine.fields.Slot;
import io.peregrine.state.EventContext;

/** What the plugin that made an event says of it. */
public interface PluginEventText {
    /** For a source that no plugin feeds. */
    PluginEventText NONE = new PluginEventText() {
        @Override
        public boolean name(EventContext context, Slot out) {
            return false;
        }

        @Override
        public boolean describe(EventContext context, Slot out) {
            return false;
        }
    };

    /** Puts the plugin's name into the slot; false when no plugin made the event. */
    boolean name(EventContext context, Slot out);

    /** Puts a line that describes the event into the slot; false when no plugin made it. */
    boolean describe(EventContext context, Slot out);
}

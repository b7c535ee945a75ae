package io.peregrine.capture.convert;

import io.peregrine.capture.convert.ParamSource.Origin;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.ParamType;
import java.util.Optional;

/** The next parameter of an event that is being built, of a type that bounds its length. */
record ParamTarget(EventWriter writer, ParamType type) {

    /** Copies a parameter, cut to what the type takes. */
    void copy(EventView from, int param) {
        int length = from.paramLength(param);
        if (length == 0) {
            writer.empty();
        } else {
            writer.bytes(from, param, type.size() == 0 ? length : Math.min(length, type.size()));
        }
    }

    /** Copies a parameter of the enter event where there is one; tells whether it was. */
    boolean copyOrElse(Optional<EventView> enter, ParamSource value) {
        if (enter.isPresent() && value.param() < enter.get().paramCount()) {
            copy(enter.get(), value.param());
            return true;
        }
        if (value.origin() == Origin.ENTER_OR_EMPTY) {
            writer.empty();
        } else {
            putDefault();
        }
        return false;
    }

    /** Puts the value that stands for one that was not recorded. */
    void putDefault() {
        boolean identity = type == ParamType.UID || type == ParamType.GID;
        if (type.size() > 8) {
            writer.bytes(new byte[type.size()]);
        } else {
            writer.number(identity ? -1 : 0, type.size());
        }
    }
}

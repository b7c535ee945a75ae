package io.peregrine.fields.catalog;

import io.peregrine.event.EventView;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.FlagNames;
import io.peregrine.fields.param.ParamText;
import io.peregrine.fields.param.Params;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import java.util.stream.IntStream;

/** The text of a parameter by its name, as conditions compare it: where it stands, and how it becomes a text, is decided once for each event code. */
final class NamedArgument implements BytesExtractor {
    private final int[] indexes;
    private final FlagNames[] flags;

    NamedArgument(String name) {
        indexes = ParamIndexes.of(name);
        flags = IntStream.range(0, indexes.length)
                .mapToObj(code -> indexes[code] < 0
                        ? FlagNames.NONE
                        : FlagNames.of(EventTable.byCode(code).params().get(indexes[code]))
                                .orElse(FlagNames.NONE))
                .toArray(FlagNames[]::new);
    }

    @Override
    public boolean extract(EventContext context, Slot out) {
        EventView event = context.event();
        int index = indexes[event.code()];
        if (index < 0 || index >= Params.count(event)) {
            return false;
        }
        FlagNames names = flags[event.code()];
        if (names == FlagNames.NONE || event.paramLength(index) == 0) {
            return ParamText.NORMAL.preferResolved(context, index, out);
        }
        FlagNames.Text text = names.of(event, index);
        context.residue().leave(text.number());
        return out.set(text.preferred());
    }
}

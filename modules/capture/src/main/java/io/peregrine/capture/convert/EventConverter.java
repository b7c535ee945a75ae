package io.peregrine.capture.convert;

import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.util.List;
import java.util.Optional;

/**
 * Turns the events of a capture into current ones, whatever version recorded them.
 *
 * <p>A current event costs one look at its code and nothing else. An event whose table has no rule for its number of parameters is
 * delivered as it is: readers take what is there. Owned by one thread; a converted event lives until the next call.
 */
public final class EventConverter {
    /** What a code alone says of an event. */
    private enum Verdict {
        CURRENT,
        CURRENT_IF_COMPLETE,
        CONVERT,
        DROP
    }

    /** More steps than the longest way through the table. */
    private static final int MOST_STEPS = 50;

    private static final Verdict[] VERDICTS =
            EventTable.all().stream().map(EventConverter::verdict).toArray(Verdict[]::new);

    /** The number of parameters from which on an event of a code is current: 0 for codes that need no look at it. */
    private static final int[] CURRENT_FROM =
            EventTable.all().stream().mapToInt(EventConverter::currentFrom).toArray();

    private static final ConversionTable TABLE = ConversionTable.load();

    private final EnterEvents enterEvents = new EnterEvents();
    private EventWriter target = new EventWriter();
    private EventWriter spare = new EventWriter();

    private static int currentFrom(EventDescriptor event) {
        return switch (verdict(event)) {
            case CURRENT -> 0;
            case CURRENT_IF_COMPLETE -> event.params().size();
            case CONVERT, DROP -> Integer.MAX_VALUE;
        };
    }

    private static Verdict verdict(EventDescriptor event) {
        if (event.has(EventFlag.UNUSED)) {
            return Verdict.DROP;
        }
        if (!event.has(EventFlag.CONVERTER_MANAGED)) {
            return event.has(EventFlag.OLD_VERSION) ? Verdict.DROP : Verdict.CURRENT;
        }
        return event.isEnter() || event.has(EventFlag.OLD_VERSION) ? Verdict.CONVERT : Verdict.CURRENT_IF_COMPLETE;
    }

    /**
     * Makes the view hold a current event.
     *
     * @return false when there is nothing to deliver: the event waits for another, or its kind is not used any more
     */
    public boolean convert(EventView view) {
        return view.paramCount() >= CURRENT_FROM[view.code()] || convertOld(view);
    }

    private boolean convertOld(EventView view) {
        for (int step = 0; step < MOST_STEPS; step++) {
            if (view.paramCount() >= CURRENT_FROM[view.code()]) {
                return true;
            }
            if (VERDICTS[view.code()] == Verdict.DROP) {
                return false;
            }
            Optional<Rule> rule = TABLE.rule(view.code(), view.paramCount());
            if (rule.isEmpty()) {
                return !view.descriptor().has(EventFlag.OLD_VERSION);
            }
            switch (rule.get()) {
                case Rule.Pass() -> {
                    return true;
                }
                case Rule.Store(boolean deliver) -> {
                    enterEvents.put(view);
                    return deliver;
                }
                case Rule.Add(List<ParamSource> values) -> build(view, view.code(), view.paramCount(), values);
                case Rule.Become(int code, List<ParamSource> values) -> build(view, code, 0, values);
            }
        }
        throw new IllegalStateException("The conversion of event code " + view.code() + " does not end.");
    }

    private void build(EventView view, int code, int kept, List<ParamSource> values) {
        EventWriter writer = spare.begin(code, view.timestamp(), view.tid(), kept + values.size());
        for (int i = 0; i < kept; i++) {
            writer.bytes(view, i);
        }
        Optional<EventView> enter = enterEvents.of(view);
        boolean usedEnter = false;
        for (int i = 0; i < values.size(); i++) {
            ParamSource value = values.get(i);
            ParamTarget param = new ParamTarget(
                    writer, EventTable.byCode(code).params().get(kept + i).type());
            switch (value.origin()) {
                case OLD -> param.copy(view, value.param());
                case DEFAULT -> param.putDefault();
                case EMPTY -> writer.empty();
                case CONTAINER -> ContainerText.put(view, writer);
                case ENTER_OR_DEFAULT, ENTER_OR_EMPTY -> usedEnter |= param.copyOrElse(enter, value);
            }
        }
        if (usedEnter) {
            enterEvents.remove(view.tid());
        }
        writer.wrapIn(view, view.cpu());
        spare = target;
        target = writer;
    }
}

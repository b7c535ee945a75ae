package io.peregrine.fields.param;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.FlagText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.FlagSet;
import io.peregrine.schema.ParamDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a flags parameter by its value. Calls use few different flags: a text is put together once and then found. Shared by all threads, which may at worst put one together twice: what
 * they find is immutable.
 */
public final class FlagNames {
    /** Stands for a parameter that has no flags; not to be asked. */
    public static final FlagNames NONE = new FlagNames(new FlagSet("", List.of()), false);

    private static final int PLACES = 128;
    private static final int MULTIPLIER = 0x9E3779B9;

    private final FlagSet set;
    private final boolean isEnumeration;
    private final Text[] known = new Text[PLACES];

    /**
     * The texts of one value.
     *
     * @param value the value
     * @param number it as a number
     * @param names its names, empty when none has one
     */
    public record Text(long value, ByteString number, ByteString names) {
        /** The names, or the number where there are none. */
        public ByteString preferred() {
            return names.isEmpty() ? number : names;
        }
    }

    private FlagNames(FlagSet set, boolean isEnumeration) {
        this.set = set;
        this.isEnumeration = isEnumeration;
    }

    /** The texts of a parameter, empty when it is none of flags. */
    public static Optional<FlagNames> of(ParamDescriptor param) {
        return switch (param.type()) {
            case FLAGS8, FLAGS16, FLAGS32 -> param.flagSet().map(set -> new FlagNames(set, false));
            case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> param.flagSet().map(set -> new FlagNames(set, true));
            default -> Optional.empty();
        };
    }

    /** The texts of a parameter that has a value. */
    public Text of(EventView event, int param) {
        return of(new ParamValue(event, param, 0).unsigned());
    }

    /** The texts of a value. */
    Text of(long value) {
        int place = (int) value * MULTIPLIER >>> 25;
        Text text = known[place];
        if (text == null || text.value() != value) {
            text = render(value);
            known[place] = text;
        }
        return text;
    }

    private Text render(long value) {
        TextBuffer names = new TextBuffer();
        if (isEnumeration) {
            FlagText.appendEnum(names, set, value);
        } else {
            FlagText.appendFlags(names, set, value);
        }
        return new Text(value, copy(new TextBuffer().appendUnsigned(value)), copy(names));
    }

    private static ByteString copy(TextBuffer text) {
        return ByteString.copy(text.array(), 0, text.length());
    }
}

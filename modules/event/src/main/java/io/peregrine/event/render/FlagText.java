package io.peregrine.event.render;

import io.peregrine.schema.FlagSet;
import java.util.List;

/** Flags, enumerations and modes by the names of their bits. */
public final class FlagText {
    private FlagText() {}

    /**
     * Appends the names of a flags value, {@code O_RDONLY|O_CLOEXEC}: in the set's order, each bit once; the name of zero only for a value
     * of zero; nothing behind a name that is the whole value.
     */
    public static void appendFlags(TextBuffer out, FlagSet set, long value) {
        long rest = value;
        String separator = "";
        List<FlagSet.Entry> entries = set.entries();
        for (int i = 0; i < entries.size(); i++) {
            FlagSet.Entry entry = entries.get(i);
            if (covers(entry.value(), value, rest)) {
                rest &= ~entry.value();
                out.append(separator).append(entry.name());
                separator = "|";
                if (entry.value() == value) {
                    return;
                }
            }
        }
    }

    /** Appends every name of an enumeration that has exactly this value, joined by a bar; there may be aliases. */
    public static void appendEnum(TextBuffer out, FlagSet set, long value) {
        String separator = "";
        List<FlagSet.Entry> entries = set.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).value() == value) {
                out.append(separator).append(entries.get(i).name());
                separator = "|";
            }
        }
    }

    /** Appends the names of a file mode; the first name that is the whole value ends the list. */
    public static void appendMode(TextBuffer out, FlagSet set, long value) {
        long rest = value;
        String separator = "";
        List<FlagSet.Entry> entries = set.entries();
        for (int i = 0; i < entries.size(); i++) {
            FlagSet.Entry entry = entries.get(i);
            boolean whole = entry.value() == value;
            if (whole || covers(entry.value(), value, rest)) {
                rest &= ~entry.value();
                out.append(separator).append(entry.name());
                separator = "|";
            }
            if (whole) {
                return;
            }
        }
    }

    private static boolean covers(long flag, long value, long rest) {
        return flag == 0 ? value == 0 : rest != 0 && (rest & flag) == flag;
    }
}

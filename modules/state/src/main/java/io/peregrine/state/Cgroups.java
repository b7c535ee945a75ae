package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.TextBuffer;

/**
 * The cgroups of a thread in one spelling: the kernel's names of subsystems become those of the file system ({@code cpu_cgroup} is
 * {@code cpu}, {@code perf} is {@code perf_event}, {@code mem} is {@code memory}, {@code io} is {@code blkio}).
 */
public final class Cgroups {
    private static final ByteString SUFFIX = ByteString.of("_cgroup");

    private Cgroups() {}

    /**
     * Items {@code subsystem=path} with the subsystems renamed.
     *
     * @param items as the driver or /proc spells them
     * @param known what is kept now; returned when nothing differs, and when an item has no equals sign
     */
    public static StringBlock of(StringBlock items, StringBlock known) {
        TextBuffer out = new TextBuffer();
        ByteString joined = items.joined();
        for (int start = 0; start <= joined.length() && items.count() > 0; start = items.next(start)) {
            int end = items.next(start) - 1;
            int equals = joined.indexOf('=', start);
            if (equals < 0 || equals >= end) {
                return known;
            }
            if (start > 0) {
                out.append((byte) 0);
            }
            appendSubsystem(out, joined.slice(start, equals));
            out.append(joined.array(), equals, end - equals);
        }
        if (known.joined().equalsBytes(out.array(), 0, out.length())) {
            return known;
        }
        return StringBlock.of(out.copy());
    }

    private static void appendSubsystem(TextBuffer out, ByteString name) {
        int suffix = indexOf(name, SUFFIX);
        ByteString base =
                suffix < 0 ? name : name.slice(0, suffix).concat(name.slice(suffix + SUFFIX.length(), name.length()));
        switch (base.toString()) {
            case "perf" -> out.append("perf_event");
            case "mem" -> out.append("memory");
            case "io" -> out.append("blkio");
            default -> out.append(base);
        }
    }

    private static int indexOf(ByteString text, ByteString part) {
        for (int i = 0; i + part.length() <= text.length(); i++) {
            if (part.equalsBytes(text.array(), i, part.length())) {
                return i;
            }
        }
        return -1;
    }
}

package io.peregrine.bench;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.ParamRole;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the workload with which the engine warms up out of a capture: its events one behind another, packed, without environments and cgroups, from
 * the first program on that bears a name.
 */
public final class WarmWorkload {
    private static final Set<String> LEFT_OUT = Set.of("env", "cgroups");

    private static final Set<String> ASKED_SELDOM = Set.of("newfstatat", "statx", "access", "readlink");

    private WarmWorkload() {}

    /** Arguments: the capture, the name of the first program, the file to write. */
    public static void main(String[] arguments) throws IOException, SourceException {
        EventView view = new EventView();
        boolean begun = false;
        try (CaptureSource source = CaptureSource.open(Path.of(arguments[0]), new IgnoredState());
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            while (source.next(view) == EventSource.Outcome.EVENT) {
                begun |= names(view, arguments[1]);
                if (begun && !view.stateOnly() && isUsual(view)) {
                    write(bare(view), out);
                }
            }
        }
    }

    private static boolean names(EventView view, String program) {
        int comm = view.descriptor().indexOf("comm");
        return comm >= 0 && view.text(comm).toString().equals(program);
    }

    /** Whether rules or the tables usually ask for such events: those that change the tables or name a path. */
    private static boolean isUsual(EventView view) {
        EventDescriptor event = view.descriptor();
        boolean path = event.indexOf(ParamRole.PATH) >= 0 || event.indexOf(ParamRole.TARGET) >= 0;
        return event.has(EventFlag.MODIFIES_STATE) || (path && !ASKED_SELDOM.contains(event.name()));
    }

    private static EventView bare(EventView view) {
        EventWriter writer = new EventWriter().begin(view.code(), view.timestamp(), view.tid(), view.paramCount());
        for (int i = 0; i < view.paramCount(); i++) {
            boolean listed = i < view.descriptor().params().size();
            if (!view.has(i)
                    || (listed
                            && LEFT_OUT.contains(
                                    view.descriptor().params().get(i).name()))) {
                writer.empty();
            } else {
                writer.bytes(view, i);
            }
        }
        EventView bare = new EventView();
        writer.wrapIn(bare, 0);
        return bare;
    }

    private static void write(EventView view, OutputStream out) {
        try {
            out.write(view.array(), view.offset(), view.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.peregrine.fields.param;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;

/** Paths seen from the directory that a call names by its descriptor. */
public final class Directories {
    /** The number that stands for the working directory in place of a directory's descriptor. */
    public static final long AT_FDCWD = -100;

    private static final ByteString UNKNOWN = ByteString.of("<UNKNOWN>");
    private static final ByteString HERE = ByteString.of(".");
    private static final ByteString SLASH = ByteString.of("/");

    private Directories() {}

    /**
     * Fills a slot with the path of a text parameter as seen from a directory; always true.
     *
     * @param directory the directory's descriptor, or {@link #AT_FDCWD}
     */
    public static boolean join(EventContext context, long directory, int param, Slot out) {
        Slot path = out.part();
        path.setText(context.event(), param);
        return join(context, directory, path, out);
    }

    /** As the other method, for a path that a slot holds; {@code path} is not {@code out}. */
    public static boolean join(EventContext context, long directory, Slot path, Slot out) {
        boolean absolute = path.length() > 0 && path.bytes()[path.offset()] == '/';
        ByteString base = absolute ? HERE : of(context.thread(), directory);
        return join(context, base, path, out);
    }

    /** A path as seen from a directory by name, which ends in a slash. */
    public static boolean join(EventContext context, ByteString directory, Slot path, Slot out) {
        context.paths().concatenate(out.startText(), directory, path.bytes(), path.offset(), path.length());
        return out.setText();
    }

    /** The name of a directory by its descriptor, with a slash at its end; {@code <UNKNOWN>} when it is not known. */
    public static ByteString of(ThreadEntry thread, long directory) {
        if (thread.isNone()) {
            return UNKNOWN;
        }
        if (directory == AT_FDCWD) {
            return thread.cwd();
        }
        Descriptor descriptor = thread.descriptor(directory);
        return descriptor.isNone() ? UNKNOWN : withSlash(descriptor.name());
    }

    /** A name with a slash at its end; an empty one stays empty. */
    public static ByteString withSlash(ByteString name) {
        return name.isEmpty() || name.at(name.length() - 1) == '/' ? name : name.concat(SLASH);
    }

    /** Fills {@code resolved} with a relative path as seen from the directory that goes with the parameter. */
    static void resolve(EventContext context, int param, Slot path, TextBuffer resolved) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || path.length() == 0 || path.bytes()[path.offset()] == '/') {
            return;
        }
        Slot joined = path.part();
        join(context, base(context, param), path, joined);
        PlainText.append(resolved, joined.bytes(), joined.offset(), joined.length());
    }

    /** The directory that goes with a path parameter; a descriptor without a name is looked up in /proc. */
    private static ByteString base(EventContext context, int param) {
        EventView event = context.event();
        ThreadEntry thread = context.thread();
        ParamDescriptor descriptor = event.descriptor().params().get(param);
        int at = descriptor.directoryParam();
        boolean named = descriptor.type() == ParamType.FSRELPATH
                && at >= 0
                && at < event.descriptor().params().size()
                && Params.type(event, at) == ParamType.FD;
        if (!named || event.signed(at) == AT_FDCWD) {
            return thread.cwd();
        }
        ByteString name = thread.descriptor(event.signed(at)).name();
        ByteString known = name.isEmpty() ? context.tables().descriptorLink(thread, event.signed(at)) : name;
        return withSlash(plain(known));
    }

    private static ByteString plain(ByteString name) {
        if (PlainText.isPlain(name.array(), 0, name.length())) {
            return name;
        }
        TextBuffer text = new TextBuffer();
        PlainText.append(text, name.array(), 0, name.length());
        return text.copy();
    }
}

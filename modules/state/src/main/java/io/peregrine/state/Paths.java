package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.CleanPath;
import io.peregrine.event.render.PathText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.state.descriptor.Descriptor;

/** Paths put together from what the tables know. */
public final class Paths {
    /** The directory descriptor that stands for the working directory. */
    static final long AT_FDCWD = -100;

    /** A directory that is not known. */
    public static final ByteString UNKNOWN = ByteString.of("<UNKNOWN>");

    /** The directory in front of an absolute path. */
    public static final ByteString NONE = ByteString.of(".");

    private static final ByteString SLASH = ByteString.of("/");

    private Paths() {}

    /** The directory that a path given with a directory descriptor begins from. */
    public static ByteString directory(ThreadEntry thread, ByteString path, long number) {
        if (!path.isEmpty() && path.at(0) == '/') {
            return NONE;
        }
        return directory(thread, number);
    }

    /** The directory that a relative path given with a directory descriptor begins from. */
    public static ByteString directory(ThreadEntry thread, long number) {
        if (number == AT_FDCWD) {
            return thread.cwd();
        }
        Descriptor directory = thread.descriptor(number);
        if (directory.isNone()) {
            return UNKNOWN;
        }
        ByteString name = directory.name();
        return name.isEmpty() || name.at(name.length() - 1) == '/' ? name : name.concat(SLASH);
    }

    /** A path as seen from a directory, cleaned by its text; the path itself when nothing differs. */
    public static ByteString join(ByteString directory, ByteString path, PathText paths) {
        if (CleanPath.is(path.array(), 0, path.length()) && directory.length() + path.length() <= paths.mostBytes()) {
            return path.at(0) == '/' ? path : directory.concat(path);
        }
        TextBuffer out = new TextBuffer();
        paths.concatenate(out, directory, path.array(), 0, path.length());
        return path.equalsBytes(out.array(), 0, out.length()) ? path : out.copy();
    }

    /** A working directory: joined, with a slash at the end. */
    public static ByteString joinDirectory(ByteString directory, ByteString path, PathText paths) {
        ByteString joined = join(directory, path, paths);
        return joined.isEmpty() || joined.at(joined.length() - 1) != '/' ? joined.concat(SLASH) : joined;
    }
}

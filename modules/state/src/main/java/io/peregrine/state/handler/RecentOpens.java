package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.state.descriptor.Descriptor;
import java.util.Arrays;

/**
 * Files that were opened a moment ago: programs open the same libraries, caches and directories again and again, and a descriptor that would
 * be equal in all is found here instead of made anew. A place for each hash of inode and flags, in which the last one stands; long names are not kept.
 * Owned by the thread of the source.
 */
final class RecentOpens {
    private static final int PLACES = 1024;
    private static final int MOST_BYTES = 256;

    private final Descriptor[] descriptors = new Descriptor[PLACES];
    private final ByteString[] directories = new ByteString[PLACES];
    /** Device and inode of each once more, so that one that does not fit is refused without a look at it. */
    private final long[] devices = new long[PLACES];

    private final long[] inodes = new long[PLACES];

    RecentOpens() {
        Arrays.fill(descriptors, Descriptor.NONE);
        Arrays.fill(directories, ByteString.EMPTY);
    }

    /**
     * The descriptor of an event that opened a file, {@link Descriptor#NONE} when it has to be made.
     *
     * @param event the exit event
     * @param params where its values stand
     * @param flags the flags of the file
     * @param directory where a relative path begins
     */
    Descriptor find(EventView event, OpenParams params, int flags, ByteString directory) {
        long inode = event.unsigned(params.device() + 1);
        int place = place(inode, flags);
        if (inodes[place] != inode || devices[place] != event.unsigned(params.device()) || !params.hasNode(event)) {
            return Descriptor.NONE;
        }
        Descriptor known = descriptors[place];
        boolean same = known.openFlags() == flags
                && isNamed(event, params.name(), known.rawName())
                && directories[place].equals(directory);
        return same ? known : Descriptor.NONE;
    }

    /** Whether a text parameter is these bytes and the NUL behind them. */
    private static boolean isNamed(EventView event, int param, ByteString name) {
        int length = name.length();
        return event.paramLength(param) == length + 1
                && event.startsWith(param, name.array(), length)
                && event.byteAt(param, length) == 0;
    }

    /** A file was opened, from a directory. */
    void keep(ByteString directory, Descriptor opened) {
        boolean known = opened.node().inode() != 0 && !opened.rawName().isEmpty();
        if (known && opened.name().length() + opened.rawName().length() <= MOST_BYTES) {
            int place = place(opened.node().inode(), opened.openFlags());
            devices[place] = opened.node().device();
            inodes[place] = opened.node().inode();
            descriptors[place] = opened;
            directories[place] = directory;
        }
    }

    private static int place(long inode, int flags) {
        return (int) ((inode * 31 + flags) * 0x9E3779B97F4A7C15L >>> 54);
    }
}

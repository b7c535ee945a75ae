package io.peregrine.capture;

import io.peregrine.capture.block.BlockReader;
import io.peregrine.capture.block.BlockType;
import io.peregrine.capture.block.EventBlock;
import io.peregrine.capture.block.SnapshotReader;
import io.peregrine.capture.convert.EventConverter;
import io.peregrine.capture.input.Window;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The events of a {@code .scap} capture, plain or gzip, of any size, in the current layout.
 *
 * <p>Opening delivers the state that the capture begins with; a later section delivers its own from {@link #next}, before its first
 * event. Damage is named by a {@link SourceException} after every event before it was delivered. Owned by one thread.
 */
public final class CaptureSource implements EventSource {
    private final String name;
    private final FileChannel channel;
    private final Window window;
    private final BlockReader block;
    private final SnapshotConsumer consumer;
    private final EventConverter converter = new EventConverter();
    private static final boolean[] ENTER_KEPT = enterKept();

    private long delivered;
    private boolean opening = true;

    private CaptureSource(String name, FileChannel channel, SnapshotConsumer consumer) {
        this.name = name;
        this.channel = channel;
        this.window = Window.over(channel);
        this.consumer = consumer;
        block = new BlockReader(window);
    }

    /**
     * Opens a capture and delivers the state that it begins with.
     *
     * @param file the capture
     * @param consumer receives the state of every section
     * @throws SourceException when the file is missing, empty, no capture, or damaged before its first event
     */
    public static CaptureSource open(Path file, SnapshotConsumer consumer) throws SourceException {
        FileChannel channel = channel(file);
        CaptureSource source = new CaptureSource(file.toString(), channel, consumer);
        try {
            source.readStart();
            return source;
        } catch (SourceException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static FileChannel channel(Path file) throws SourceException {
        try {
            if (Files.isDirectory(file)) {
                throw new SourceException("Cannot open the capture " + file + ": it is a directory.");
            }
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new SourceException("Cannot open the capture " + file + ": there is no such file.", e);
        } catch (AccessDeniedException e) {
            throw new SourceException("Cannot open the capture " + file + ": permission denied.", e);
        } catch (IOException e) {
            throw new SourceException("Cannot open the capture " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private void readStart() throws SourceException {
        try {
            if (!window.require(1)) {
                throw new SourceException("The capture " + name + " is empty.");
            }
            if (!window.require(BlockReader.FRAME) || !block.begin() || block.type() != BlockType.SECTION) {
                throw new SourceException("The file " + name
                        + " is no capture: it does not begin with the section header of a .scap file.");
            }
            SnapshotReader.read(block, consumer);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        try {
            while (block.begin()) {
                if (BlockType.isEvent(block.type())) {
                    int flags = EventBlock.read(block, view);
                    if (flags >= 0 && converter.convert(view)) {
                        delivered++;
                        opening = opening && isOpening(view.code());
                        if (opening || (flags & EventBlock.STATE_ONLY) != 0 || ENTER_KEPT[view.code()]) {
                            view.markStateOnly();
                        }
                        return Outcome.EVENT;
                    }
                } else {
                    readBetween();
                }
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        if (delivered == 0) {
            throw new SourceException("The capture " + name + " holds no events.");
        }
        return Outcome.END;
    }

    /** The codes of enter events that state handlers still take names from; all others are merged into exit events. */
    private static boolean[] enterKept() {
        boolean[] codes = new boolean[EventCodes.COUNT];
        codes[EventCodes.SYSCALL_OPEN_E] = true;
        codes[EventCodes.SYSCALL_CREAT_E] = true;
        codes[EventCodes.SYSCALL_OPENAT_2_E] = true;
        codes[EventCodes.SYSCALL_OPENAT2_E] = true;
        codes[EventCodes.SOCKET_CONNECT_E] = true;
        codes[EventCodes.SYSCALL_EXECVE_19_E] = true;
        codes[EventCodes.SYSCALL_EXECVEAT_E] = true;
        return codes;
    }

    /** Whether a code, among the first events of a section, belongs to the state that the section begins with. */
    private static boolean isOpening(int code) {
        return switch (code) {
            case EventCodes.CONTAINER_JSON_2_E,
                    EventCodes.USER_ADDED_E,
                    EventCodes.USER_DELETED_E,
                    EventCodes.GROUP_ADDED_E,
                    EventCodes.GROUP_DELETED_E,
                    EventCodes.ASYNCEVENT_E -> true;
            default -> false;
        };
    }

    /** Reads a block that is no event: a new section, or one of a kind that is not known and says nothing to us. */
    private void readBetween() throws IOException, SourceException {
        if (block.type() == BlockType.SECTION) {
            SnapshotReader.read(block, consumer);
            opening = true;
        } else if (SnapshotReader.isList(block.type())) {
            throw new SourceException(
                    sentence("a list of the machine's state stands behind events without a section header"));
        } else {
            block.end();
        }
    }

    /** How much of the file has been read, from 0 to 1, or -1 when its size is not known; some of that waits to be delivered. */
    public double share() {
        try {
            return channel.size() > 0 ? (double) channel.position() / channel.size() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private SourceException damaged(IOException cause) {
        return new SourceException(sentence(cause.getMessage()), cause);
    }

    private String sentence(String clause) {
        return "The capture " + name + " is damaged at byte " + block.start() + " of its contents: " + clause + "; "
                + delivered + (delivered == 1 ? " event was" : " events were") + " read before.";
    }

    @Override
    public void close() {
        window.close();
    }
}

package io.peregrine.state.proc;

import io.peregrine.event.ByteString;
import java.util.List;
import java.util.Optional;

/** The files of the host, by paths from its root. What is not there, or may not be read, is empty. */
public interface ProcFiles {
    /** The first bytes of a regular file; anything else that stands there is not opened, since a FIFO of a container would block. */
    Optional<ByteString> read(String path, int limit);

    /** The target of a symbolic link. */
    Optional<ByteString> link(String path);

    /** The names in a directory, none when it cannot be listed. */
    List<String> list(String path);

    /** What the system says of a file, links followed. */
    Optional<FileStatus> status(String path);

    /** What tells a file from all others, to be compared: its device and inode. */
    default Optional<Object> key(String path) {
        return status(path).map(file -> List.of(file.device(), file.inode()));
    }
}

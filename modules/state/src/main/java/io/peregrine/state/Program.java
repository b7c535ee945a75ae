package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * What a thread runs.
 *
 * @param comm the name, at most 15 bytes from the kernel
 * @param exe argv[0], which a process chooses freely
 * @param exepath the executable's path as the kernel resolved it
 * @param args the arguments behind argv[0]
 * @param commandComm the name that leads the command line: {@code comm} as it was when the arguments were set, empty for the present one
 * @param executable facts of the executable file
 */
public record Program(
        ByteString comm,
        ByteString exe,
        ByteString exepath,
        StringBlock args,
        ByteString commandComm,
        Executable executable) {
    /** A text that the driver could not read. */
    public static final ByteString NOT_AVAILABLE = ByteString.of("<NA>");

    /** The program of which nothing is known. */
    public static final Program NONE = new Program(
            ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY, StringBlock.EMPTY, ByteString.EMPTY, Executable.NONE);

    /** The same program under another name, which the command line keeps out of. */
    public Program withComm(ByteString newComm) {
        return new Program(newComm, exe, exepath, args, commandComm, executable);
    }

    /** The same program at another path; a trailing " (deleted)" is cut. */
    public Program withExepath(ByteString path) {
        return new Program(comm, exe, cutDeleted(path), args, commandComm, executable);
    }

    /** The same program from a file of which other facts are known. */
    public Program withExecutable(Executable file) {
        return new Program(comm, exe, exepath, args, commandComm, file);
    }

    /** The same with what fits an entry whose table has spent its budget: no arguments, and long texts unknown. */
    Program withinTheSpentBudget() {
        return new Program(comm, shortened(exe), shortened(exepath), StringBlock.EMPTY, commandComm, executable);
    }

    /** A text of an ordinary length, {@code <NA>} in place of a longer one. */
    static ByteString shortened(ByteString text) {
        return text.length() <= ORDINARY ? text : NOT_AVAILABLE;
    }

    /** A path without the mark that the kernel appends for a file that is gone. */
    public static ByteString cutDeleted(ByteString path) {
        int end = path.length() - DELETED.length();
        return end > 0 && path.slice(end, path.length()).equals(DELETED) ? path.slice(0, end) : path;
    }

    private static final int ORDINARY = 128;
    private static final ByteString DELETED = ByteString.of(" (deleted)");

    /** The bytes of its texts; the arguments are counted apart. */
    int weight() {
        return 100 + comm.length() + exe.length() + exepath.length();
    }

    /** The command line: name and arguments, joined by blanks; allocates. */
    ByteString commandLine() {
        ByteString name = commandComm.isEmpty() ? comm : commandComm;
        if (args.isEmpty()) {
            return name;
        }
        byte[] line = new byte[name.length() + 1 + args.joined().length()];
        System.arraycopy(name.array(), 0, line, 0, name.length());
        line[name.length()] = ' ';
        ByteString rest = args.joinedBy(' ');
        System.arraycopy(rest.array(), 0, line, name.length() + 1, rest.length());
        return ByteString.wrap(line);
    }
}

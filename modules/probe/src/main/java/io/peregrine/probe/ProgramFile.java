package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ways in which each file of programs is compiled; they do the same. */
enum ProgramFile {
    /** For kernels that offer all that is used: without what stands in for it, so that it is loaded in three quarters of the time. */
    SINCE_6_4("-since-6.4"),
    /** Asks what the kernel offers when it is loaded. */
    ANY_KERNEL("");

    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*", Pattern.DOTALL);

    private final String suffix;

    ProgramFile(String suffix) {
        this.suffix = suffix;
    }

    /** The end of the file's name, without what all have in common. */
    String suffix() {
        return suffix;
    }

    /** The loading of a file. */
    interface Loading<T> {
        T from(ProgramFile file) throws SourceException, NativeException, IOException;
    }

    /**
     * Loads the first of these files that the kernel takes. Only what it says of the last one is told.
     *
     * @throws NativeException when it takes none
     */
    static <T> T firstTaken(List<ProgramFile> files, Loading<T> loading)
            throws SourceException, NativeException, IOException {
        for (ProgramFile file : files.subList(0, files.size() - 1)) {
            try {
                return loading.from(file);
            } catch (NativeException e) {
                // the next one asks for less
            }
        }
        return loading.from(files.getLast());
    }

    /** Those that this machine's kernel may take, the best one first. */
    static List<ProgramFile> here() {
        try {
            return of(Files.readString(RELEASE));
        } catch (IOException e) {
            return List.of(ANY_KERNEL);
        }
    }

    /** The same for a kernel whose release is such a text; {@link #ANY_KERNEL} alone for one that tells no version. */
    static List<ProgramFile> of(String release) {
        Matcher version = VERSION.matcher(release);
        if (!version.matches()) {
            return List.of(ANY_KERNEL);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return major > 6 || major == 6 && minor >= 4 ? List.of(SINCE_6_4, ANY_KERNEL) : List.of(ANY_KERNEL);
    }
}

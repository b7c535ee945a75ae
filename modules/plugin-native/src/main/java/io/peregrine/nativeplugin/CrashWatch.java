package io.peregrine.nativeplugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small process beside this one (a shell) that waits for its end: when native plugins were still open then, it says in a sentence on standard error
 * which of them was in which call. It reads the {@link CallNote}, whose memory outlives the process, and needs sh, od and awk; where those are
 * missing nothing is said.
 */
public final class CrashWatch {
    private static final String SCRIPT = "crash-watch.sh";

    private CrashWatch() {}

    /** A note that is looked at when this process has ended; in this process's memory alone where there can be no watch. */
    public static CallNote start() {
        try {
            Path file = Files.createTempFile("peregrine-calls", "");
            try {
                CallNote note = CallNote.inFile(file);
                return watch(file, note) ? note : CallNote.inMemory();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return CallNote.inMemory();
        }
    }

    /** Starts the process, which ends when the pipe to it does; whether it has the file open. */
    private static boolean watch(Path file, CallNote note) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script(), "sh", file.toString()));
        Arrays.stream(PluginSymbol.values()).map(PluginSymbol::word).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        note.keep(process);
        Runtime.getRuntime().addShutdownHook(new Thread(note::end, "end-of-call-note"));
        return "ready".equals(answers.readLine());
    }

    private static String script() throws IOException {
        try (InputStream in = CrashWatch.class.getResourceAsStream(SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.peregrine.nativeplugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import java.nio.file.Path;

/** A program of its own for {@link CrashWatchTest}: asks a liar for events, which may end the process, and closes it. */
final class EndingProgram {
    private EndingProgram() {}

    public static void main(String[] arguments) throws Exception {
        HostFunctions functions = new HostFunctions(CrashWatch.start());
        try (Liar liar = new Liar(Path.of(arguments[0]), arguments[1], functions);
                EventSource source = liar.open()) {
            source.next(new EventView());
        }
        Runtime.getRuntime().halt(0);
    }
}

package io.peregrine.container;

import io.peregrine.container.engine.RuntimeSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How runtimes are asked.
 *
 * @param sockets where they may listen
 * @param search looks for further sockets, whose names are not known before; asked now and then by a thread of the look-ups
 * @param patience how long an alert waits for what is being asked for; zero for not at all
 */
public record LiveOptions(List<RuntimeSocket> sockets, Supplier<List<RuntimeSocket>> search, Duration patience) {
    /** Nobody is asked. */
    public static final LiveOptions NONE = new LiveOptions(List.of(), List::of, Duration.ZERO);

    public LiveOptions {
        sockets = List.copyOf(sockets);
    }
}

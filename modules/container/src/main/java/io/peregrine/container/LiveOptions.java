package io.peregrine.container;

import io.peregrine.container.engine.RuntimeSocket;
import java.time.Duration;
import java.util.List;

/**
 * How runtimes are asked.
 *
 * @param sockets where they may listen
 * @param patience how long an alert waits for what is being asked for; zero for not at all
 */
public record LiveOptions(List<RuntimeSocket> sockets, Duration patience) {
    /** Nobody is asked. */
    public static final LiveOptions NONE = new LiveOptions(List.of(), Duration.ZERO);

    public LiveOptions {
        sockets = List.copyOf(sockets);
    }
}

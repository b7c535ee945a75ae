package io.peregrine.container.cgroup;

import io.peregrine.container.cgroup.Engines.Engine;
import io.peregrine.event.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The container that cgroups name.
 *
 * @param id the container's id as rules see it, empty for the host
 * @param engine whose layout it was found by; a layout may be that of several engines
 */
public record Match(ByteString id, Optional<Engine> engine) {
    /** No container. */
    public static final Match HOST = new Match(ByteString.EMPTY, Optional.empty());

    /** A container by the letters of its path, which are bytes. */
    static Match of(Engine engine, String id) {
        return new Match(ByteString.wrap(id.getBytes(StandardCharsets.ISO_8859_1)), Optional.of(engine));
    }

    /** The host, if there is no id. */
    static Match orHost(Engine engine, String id) {
        return id.isEmpty() ? HOST : of(engine, id);
    }

    boolean isHost() {
        return id.isEmpty();
    }
}

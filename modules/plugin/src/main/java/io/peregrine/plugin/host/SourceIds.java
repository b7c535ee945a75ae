package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sources that events of one stream can belong to, by the id that events carry. Immutable. */
final class SourceIds {
    private final SourceName[] names;
    private final long[] ids;

    SourceIds(List<SourceName> known) {
        names = known.toArray(SourceName[]::new);
        ids = known.stream().mapToLong(SourceName::id).toArray();
    }

    /** The place of the source with an id, -1 when there is none. */
    int index(long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    SourceName name(int index) {
        return names[index];
    }

    /** For each place whether a list of sources holds it. */
    boolean[] accepted(Optional<Set<String>> sources) {
        boolean[] accepted = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            accepted[i] = RegisteredPlugin.accepts(sources, names[i]);
        }
        return accepted;
    }
}

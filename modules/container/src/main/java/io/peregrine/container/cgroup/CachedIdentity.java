package io.peregrine.container.cgroup;

import io.peregrine.event.ByteString;
import io.peregrine.state.StringBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Remembers what was found for the lists of cgroups seen last: the processes of one container have the same. Owned by one thread. */
public final class CachedIdentity implements ContainerIdentity {
    private static final int MOST = 1024;

    /** Finds the id in the paths of a thread's cgroups. */
    @FunctionalInterface
    interface Matching {
        /** The container; the paths stand in the order of the list. */
        Match of(List<String> paths);
    }

    private final Matching matching;
    private final IntSupplier edition;
    private final Map<StringBlock, Match> known = new LinkedHashMap<>(64, 0.75f, true);
    private StringBlock latest = StringBlock.EMPTY;
    private Match latestMatch = Match.HOST;
    private int knownEdition;

    CachedIdentity(Matching matching, IntSupplier edition) {
        this.matching = matching;
        this.edition = edition;
    }

    /** Falco's ids, faults included. */
    public static CachedIdentity exact(Engines engines) {
        return new CachedIdentity(new ExactMatching(engines), () -> 0);
    }

    /**
     * The right ids.
     *
     * @param namespaces what is known of containerd's namespaces
     */
    public static CachedIdentity right(Engines engines, Namespaces namespaces) {
        return new CachedIdentity(new RightMatching(engines, namespaces), namespaces::edition);
    }

    /** One container for every thread, the host's included: the engine {@code static}. */
    public static ContainerIdentity fixed(ByteString id) {
        Match everything = new Match(id, Optional.empty());
        return cgroups -> everything;
    }

    @Override
    public Match of(StringBlock cgroups) {
        if (edition.getAsInt() != knownEdition) {
            forget();
            knownEdition = edition.getAsInt();
        }
        if (cgroups == latest) {
            return latestMatch;
        }
        Match match = known.get(cgroups);
        if (match == null) {
            match = matching.of(paths(cgroups));
            if (known.size() >= MOST) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(cgroups, match);
        }
        latest = cgroups;
        latestMatch = match;
        return match;
    }

    /** Forgets what was found: what it was found by has changed. */
    private void forget() {
        known.clear();
        latest = StringBlock.EMPTY;
        latestMatch = Match.HOST;
    }

    private static List<String> paths(StringBlock cgroups) {
        List<String> paths = new ArrayList<>(cgroups.count());
        for (int i = 0; i < cgroups.count(); i++) {
            ByteString item = cgroups.get(i);
            String text = new String(item.array(), 0, item.length(), StandardCharsets.ISO_8859_1);
            int sign = text.indexOf('=');
            if (sign >= 0 && text.length() > sign + 2) {
                paths.add(text.substring(sign + 1));
            }
        }
        return paths;
    }
}

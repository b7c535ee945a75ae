package io.peregrine.container.engine;

import io.peregrine.container.metadata.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a runtime has.
 *
 * @param containers those of which it told, at most {@link RuntimeClient#MOST_CONTAINERS}
 * @param unanswered the full ids of those for which it gave no answer now: one that is being started or stopped may be locked
 */
record Listing(List<Container> containers, List<String> unanswered) {
    /** So many unanswered questions are the runtime's fault and no container's. */
    private static final int MOST_UNANSWERED = 4;

    Listing {
        containers = List.copyOf(containers);
        unanswered = List.copyOf(unanswered);
    }

    /** Asks for one container. */
    @FunctionalInterface
    interface Asking {
        /** What is known of it; empty when it has gone. */
        Optional<Container> get(String fullId) throws IOException;
    }

    /** All that a runtime says of these, one after the other. */
    static Listing of(List<String> fullIds, Asking asking) throws IOException {
        List<Container> containers = new ArrayList<>();
        List<String> unanswered = new ArrayList<>();
        for (String id : fullIds) {
            if (containers.size() >= RuntimeClient.MOST_CONTAINERS) {
                break;
            }
            try {
                asking.get(id).ifPresent(containers::add);
            } catch (IOException e) {
                if (unanswered.size() == MOST_UNANSWERED) {
                    throw e;
                }
                unanswered.add(id);
            }
        }
        return new Listing(containers, unanswered);
    }

    /** This and what another part of the runtime has. */
    Listing and(Listing other) {
        List<Container> all = new ArrayList<>(containers);
        all.addAll(other.containers);
        List<String> left = new ArrayList<>(unanswered);
        left.addAll(other.unanswered);
        return new Listing(all.subList(0, Math.min(all.size(), RuntimeClient.MOST_CONTAINERS)), left);
    }
}

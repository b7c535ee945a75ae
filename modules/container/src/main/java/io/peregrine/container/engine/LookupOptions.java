package io.peregrine.container.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of runtimes and kept.
 *
 * @param labelMaxLength labels with longer values are left out
 * @param withSize whether the size of containers is asked for, which is slow
 * @param hooks the moments at which a container is looked at
 */
public record LookupOptions(int labelMaxLength, boolean withSize, Set<Hook> hooks) {
    /** A moment in the life of a container. */
    public enum Hook {
        CREATE,
        START
    }

    public LookupOptions {
        hooks = Set.copyOf(hooks);
    }

    Map<String, String> shortLabels(Map<String, String> labels) {
        Map<String, String> kept = new HashMap<>();
        labels.forEach((name, value) -> {
            if (value.getBytes(StandardCharsets.UTF_8).length <= labelMaxLength) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}

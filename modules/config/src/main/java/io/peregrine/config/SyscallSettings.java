package io.peregrine.config;

import java.util.List;

/**
 * Which system calls are watched besides those that the rules need.
 *
 * @param customSet names, or {@code !name} to leave one out
 * @param repair add only what the state engine cannot do without
 * @param all watch also the calls that are left out for their number
 */
public record SyscallSettings(List<String> customSet, boolean repair, boolean all) {
    public SyscallSettings {
        customSet = List.copyOf(customSet);
    }
}

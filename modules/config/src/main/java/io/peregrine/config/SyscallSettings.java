package io.peregrine.config;

import java.util.List;

/**
 * Which system calls are watched besides those that the rules need, and what of them the kernel leaves out.
 *
 * @param customSet names, or {@code !name} to leave one out
 * @param repair add only what the state engine cannot do without
 * @param all watch also the calls that are left out for their number
 * @param kernelFilter whether events that no rule can want are left out in the kernel
 */
public record SyscallSettings(List<String> customSet, boolean repair, boolean all, KernelFilter kernelFilter) {
    /** When events that no rule can want are left out in the kernel. */
    public enum KernelFilter {
        /** While rules are their only readers. */
        AUTO,
        /** Never. */
        OFF,
        /** Even where somebody else would read them. */
        FORCE
    }

    public SyscallSettings {
        customSet = List.copyOf(customSet);
    }
}

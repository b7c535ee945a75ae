package io.peregrine.probe;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must hold before it is worth asking the kernel.
 *
 * @param architecture the machine's name as in the system property {@code os.arch}
 * @param status the file with the process's capabilities, {@code /proc/self/status}
 * @param types the file with the kernel's type information
 */
record Preconditions(String architecture, Path status, Path types) {
    /** The preconditions on the machine that this process runs on. */
    static Preconditions here() {
        return new Preconditions(
                System.getProperty("os.arch"), Path.of("/proc/self/status"), Path.of("/sys/kernel/btf/vmlinux"));
    }

    /** The machine that this process runs on, or in one sentence why the probe cannot run on it. */
    static Architecture check() throws SourceException {
        return here().machine();
    }

    Architecture machine() throws SourceException {
        Architecture machine = Architecture.named(architecture)
                .orElseThrow(() -> new SourceException("the probe knows x86-64 and 64-bit ARM, and this is a "
                        + architecture + ": only captures and plugins can be read here"));
        List<String> missing = missingCapabilities();
        if (!missing.isEmpty()) {
            throw new SourceException(
                    "watching this machine needs root, or the capabilities CAP_BPF and CAP_PERFMON, of which "
                            + String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                            + " missing: start Peregrine with sudo or scripts/least-privilege");
        }
        if (!Files.isReadable(types)) {
            throw new SourceException("the kernel offers no type information (" + types
                    + "): the probe needs Linux 5.8 or newer built with CONFIG_DEBUG_INFO_BTF");
        }
        return machine;
    }

    /**
     * What stays unknown for lack of capabilities that the probe itself does not need, in sentences; none when nothing does. It can only
     * be known of processes that start while Peregrine watches.
     */
    List<String> losses() throws SourceException {
        Set<Capability> held = held();
        List<String> losses = new ArrayList<>();
        if (!held.contains(Capability.SYS_PTRACE)) {
            losses.add(
                    "CAP_SYS_PTRACE is missing: of processes of other users that run already, executable, working directory,"
                            + " descriptors and environment stay unknown (proc.exepath, proc.cwd, fd.*, proc.env)."
                            + " Start Peregrine with sudo or scripts/least-privilege.");
        }
        if (!held.contains(Capability.DAC_READ_SEARCH) && !held.contains(Capability.DAC_OVERRIDE)) {
            losses.add(
                    "CAP_DAC_READ_SEARCH is missing: of processes of other users that run already, descriptors and environment"
                            + " stay unknown (fd.*, proc.env). Start Peregrine with sudo or scripts/least-privilege.");
        }
        return losses;
    }

    private List<String> missingCapabilities() throws SourceException {
        Set<Capability> held = held();
        return held.contains(Capability.SYS_ADMIN)
                ? List.of()
                : Stream.of(Capability.BPF, Capability.PERFMON)
                        .filter(needed -> !held.contains(needed))
                        .map(needed -> "CAP_" + needed)
                        .toList();
    }

    private Set<Capability> held() throws SourceException {
        try {
            return Capability.of(status);
        } catch (IOException e) {
            throw new SourceException(
                    "cannot read " + status + ", which says what this process may do: mount /proc", e);
        }
    }
}

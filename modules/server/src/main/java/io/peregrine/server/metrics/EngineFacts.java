package io.peregrine.server.metrics;

import java.util.List;

/**
 * What is known about the engine and its machine. Times are nanoseconds since the epoch.
 *
 * @param version the version that {@code falco.version} gives
 * @param started when the process started
 * @param reloaded when configuration and rules were loaded last
 * @param machine the machine
 * @param rulesFiles the loaded rules files
 * @param configFiles the loaded configuration files
 */
public record EngineFacts(
        String version,
        long started,
        long reloaded,
        MachineFacts machine,
        List<FileDigest> rulesFiles,
        List<FileDigest> configFiles) {
    public EngineFacts {
        rulesFiles = List.copyOf(rulesFiles);
        configFiles = List.copyOf(configFiles);
    }

    /** A file's name, without its folder, and the SHA-256 of its content in hexadecimal. */
    public record FileDigest(String name, String sha256) {}
}

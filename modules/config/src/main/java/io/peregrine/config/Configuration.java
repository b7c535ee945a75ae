package io.peregrine.config;

/**
 * Everything that an operator can set, read and checked. Immutable.
 *
 * @param engine where system call events come from
 * @param syscalls which system calls are watched
 * @param state the bounds of the state tables
 * @param drops what happens when events are lost or do not come
 * @param rules which rules are loaded and how they match
 * @param plugins which plugins are loaded
 * @param containers how container metadata is found
 * @param format how alerts look
 * @param outputs where alerts go
 * @param capture what is recorded
 * @param webserver the endpoints
 * @param metrics what is measured and written
 * @param log the log
 * @param exact whether {@code compatibility} is {@code exact}: Falco's answers, its faults included
 * @param watchFiles whether a change of a configuration or rules file causes a reload
 */
public record Configuration(
        EngineSettings engine,
        SyscallSettings syscalls,
        StateBounds state,
        DropSettings drops,
        RulesSettings rules,
        PluginSettings plugins,
        ContainerSettings containers,
        FormatSettings format,
        OutputSettings outputs,
        CaptureSettings capture,
        WebserverSettings webserver,
        MetricsSettings metrics,
        LogSettings log,
        boolean exact,
        boolean watchFiles) {
    /** The same for a replay of this file. */
    public Configuration replaying(String file) {
        return new Configuration(
                engine.replaying(file),
                syscalls,
                state,
                drops,
                rules,
                plugins,
                containers,
                format,
                outputs,
                capture,
                webserver,
                metrics,
                log,
                exact,
                watchFiles);
    }
}

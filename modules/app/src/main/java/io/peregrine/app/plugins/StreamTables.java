package io.peregrine.app.plugins;

import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.Compatibility;
import io.peregrine.event.SourceName;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.proc.PasswordFiles;
import io.peregrine.state.proc.SystemFiles;

/**
 * The tables of a stream of events, made before the stream is opened, so that plugins can add to them.
 *
 * @param tables the tables, empty
 * @param scan where unknown threads are looked up once the machine is watched
 */
public record StreamTables(StateTables tables, LateScan scan) {
    /** The tables of a source under a configuration; those of a live machine ask it. */
    public static StreamTables of(Configuration configuration, String hostRoot, SourceName source) {
        StateSettings settings = settings(configuration, hostRoot);
        boolean live =
                source.equals(SourceName.SYSCALL) && configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF;
        return live ? live(settings) : new StreamTables(StateTables.forReplay(settings), new LateScan());
    }

    /** The tables of this machine. */
    public static StreamTables live(StateSettings settings) {
        LateScan scan = new LateScan();
        return new StreamTables(
                new StateTables(settings, scan, new PasswordFiles(new SystemFiles(settings.hostRoot()))), scan);
    }

    /** The limits and intervals of tables under a configuration. */
    public static StateSettings settings(Configuration configuration, String hostRoot) {
        io.peregrine.config.StateBounds state = configuration.state();
        return new StateSettings(
                (int) state.threadTableSize(),
                (long) state.maxMemoryMb() << 20,
                state.purgeInterval().toNanos(),
                state.threadTimeout().toNanos(),
                ProcessHandle.current().pid(),
                hostRoot,
                configuration.exact() ? Compatibility.EXACT : Compatibility.RIGHT);
    }
}

package io.peregrine.app.reload;

import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.PluginSettings;
import java.util.List;
import java.util.function.Function;

/** Settings that belong to an open source and its tables: a reload cannot change them. */
public final class RestartSettings {
    private record Setting(String key, Function<Configuration, Object> value) {}

    private static final List<Setting> ALL = List.of(
            new Setting("compatibility", Configuration::exact),
            new Setting("engine.kind", of -> of.engine().kind()),
            new Setting(
                    "engine.modern_ebpf.buf_size_preset",
                    of -> of.engine().buffers().sizePreset()),
            new Setting(
                    "engine.modern_ebpf.cpus_for_each_buffer",
                    of -> of.engine().buffers().cpusForEach()),
            new Setting(
                    "engine.modern_ebpf.overflow_memory_mb",
                    of -> of.engine().buffers().overflowMb()),
            new Setting("engine.modern_ebpf.drop_failed_exit", of -> of.engine().dropFailedExit()),
            new Setting(
                    "engine.modern_ebpf.disable_iterators", of -> of.engine().disableIterators()),
            new Setting("engine.modern_ebpf.entry", of -> of.engine().entry()),
            new Setting("engine.replay.capture_file", of -> of.engine().captureFile()),
            new Setting("falco_libs.thread_table_size", of -> of.state().threadTableSize()),
            new Setting(
                    "falco_libs.thread_table_auto_purging_interval_s",
                    of -> of.state().purgeInterval()),
            new Setting(
                    "falco_libs.thread_table_auto_purging_thread_timeout_s",
                    of -> of.state().threadTimeout()),
            new Setting("falco_libs.snaplen", of -> of.state().snaplen()),
            new Setting("state.max_memory_mb", of -> of.state().maxMemoryMb()),
            new Setting("plugins", RestartSettings::plugins));

    private RestartSettings() {}

    /** The plugins of a replay, whose one stream all share; elsewhere they follow, as the one for containers does. */
    private static Object plugins(Configuration of) {
        if (of.engine().kind() != EngineSettings.Kind.REPLAY) {
            return List.of();
        }
        return of.plugins().selected().stream()
                .filter(plugin -> !plugin.name().equals(PluginSettings.CONTAINER))
                .toList();
    }

    /** The keys whose values differ. */
    public static List<String> differing(Configuration running, Configuration next) {
        return ALL.stream()
                .filter(setting ->
                        !setting.value().apply(running).equals(setting.value().apply(next)))
                .map(Setting::key)
                .toList();
    }

    /** The next configuration with what the running one keeps. */
    public static Configuration kept(Configuration running, Configuration next) {
        return new Configuration(
                running.engine(),
                next.syscalls(),
                running.state(),
                next.drops(),
                next.rules(),
                next.plugins(),
                next.containers(),
                next.format(),
                next.outputs(),
                next.capture(),
                next.webserver(),
                next.metrics(),
                next.log(),
                running.exact(),
                next.watchFiles());
    }
}

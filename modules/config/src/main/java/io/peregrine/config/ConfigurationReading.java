package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.tree.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns a merged tree into the values of the configuration; problems are noted in the reader. */
final class ConfigurationReading {
    private final SettingReader reader;
    private final List<String> warnings;

    ConfigurationReading(SettingReader reader, List<String> warnings) {
        this.reader = reader;
        this.warnings = warnings;
    }

    Configuration read(ConfigurationRequest request) {
        OutputReading outputs = new OutputReading(reader, warnings);
        PluginReading plugins = new PluginReading(reader);
        PluginSettings selected = plugins.plugins();
        return new Configuration(
                engine(),
                new SyscallSettings(
                        reader.texts("base_syscalls.custom_set"),
                        reader.flag("base_syscalls.repair"),
                        reader.flag("base_syscalls.all"),
                        kernelFilter()),
                state(),
                drops(),
                rules(request.rulesFiles()),
                selected,
                plugins.containers(),
                new FormatReading(reader, warnings).format(request.extraOutput()),
                outputs.outputs(request.unbuffered()),
                capture(),
                outputs.webserver(),
                metrics(),
                log(),
                reader.word("compatibility").equals("exact"),
                reader.flag("watch_config_files"));
    }

    private EngineSettings engine() {
        String word = reader.word("engine.kind");
        String section = "engine.modern_ebpf.";
        if (word.equals("kmod") || word.equals("ebpf")) {
            warnings.add(reader.find("engine.kind").orElse(reader.node()).origin() + ": engine.kind '" + word
                    + "' is served by the eBPF probe; write modern_ebpf instead.");
            section = word.equals("kmod") ? "engine.kmod." : section;
        }
        EngineSettings.Kind kind = switch (word) {
            case "replay" -> EngineSettings.Kind.REPLAY;
            case "nodriver" -> EngineSettings.Kind.NODRIVER;
            default -> EngineSettings.Kind.MODERN_EBPF;
        };
        String file = kind == EngineSettings.Kind.REPLAY ? reader.text("engine.replay.capture_file") : "";
        if (kind == EngineSettings.Kind.REPLAY && file.isEmpty()) {
            reader.problem("engine.kind", "engine.kind is 'replay', but engine.replay.capture_file names no file");
        }
        return new EngineSettings(
                kind,
                new BufferSettings(
                        reader.number(section + "buf_size_preset"),
                        reader.number("engine.modern_ebpf.cpus_for_each_buffer"),
                        reader.number("engine.modern_ebpf.overflow_memory_mb")),
                reader.flag(section + "drop_failed_exit"),
                reader.flag("engine.modern_ebpf.disable_iterators"),
                EngineSettings.Entry.valueOf(
                        reader.word("engine.modern_ebpf.entry").toUpperCase(Locale.ROOT)),
                file);
    }

    private StateBounds state() {
        int snaplen = reader.number("falco_libs.snaplen");
        return new StateBounds(
                reader.whole("falco_libs.thread_table_size"),
                Duration.ofSeconds(reader.whole("falco_libs.thread_table_auto_purging_interval_s")),
                Duration.ofSeconds(reader.whole("falco_libs.thread_table_auto_purging_thread_timeout_s")),
                snaplen == 0 ? StateBounds.DEFAULT_SNAPLEN : snaplen,
                reader.number("state.max_memory_mb"));
    }

    private DropSettings drops() {
        Set<DropSettings.Action> actions = EnumSet.noneOf(DropSettings.Action.class);
        boolean ignore = false;
        for (String word : reader.texts("syscall_event_drops.actions")) {
            switch (word) {
                case "ignore" -> ignore = true;
                case "log" -> actions.add(DropSettings.Action.LOG);
                case "alert" -> actions.add(DropSettings.Action.ALERT);
                case "exit" -> actions.add(DropSettings.Action.EXIT);
                default ->
                    reader.problem(
                            "syscall_event_drops.actions",
                            "'" + word + "' is no action: available actions for syscall event drops are \"ignore\","
                                    + " \"log\", \"alert\", and \"exit\"");
            }
            if (ignore && (actions.contains(DropSettings.Action.LOG) || actions.contains(DropSettings.Action.ALERT))) {
                reader.problem(
                        "syscall_event_drops.actions",
                        "syscall event drop action \"" + (actions.contains(DropSettings.Action.LOG) ? "log" : "alert")
                                + "\" does not make sense with the \"ignore\" action");
                ignore = false;
            }
        }
        return new DropSettings(
                reader.real("syscall_event_drops.threshold"),
                actions,
                reader.real("syscall_event_drops.rate"),
                reader.real("syscall_event_drops.max_burst"),
                reader.flag("syscall_event_drops.simulate_drops"),
                reader.whole("syscall_event_timeouts.max_consecutives"));
    }

    private RulesSettings rules(List<String> fromCommandLine) {
        List<String> files = new ArrayList<>(fromCommandLine);
        List<String> missing = new ArrayList<>();
        if (fromCommandLine.isEmpty()) {
            for (String file : reader.texts("rules_files")) {
                (Files.exists(Path.of(file)) ? files : missing).add(file);
            }
        }
        List<RulesSettings.Selection> selection = new ArrayList<>();
        for (SettingReader entry : reader.items("rules")) {
            String word = entry.has("enable") ? "enable" : "disable";
            RulesSettings.Selection one = new RulesSettings.Selection(
                    word.equals("enable"), entry.text(word + ".rule"), entry.text(word + ".tag"));
            if (entry.node() instanceof ConfigNode.Mapping
                    && one.rule().isEmpty()
                    && one.tag().isEmpty()) {
                entry.problem(
                        entry.node(), "an entry of 'rules' is 'enable' or 'disable' with a 'rule' or a 'tag' below it");
            }
            selection.add(one);
        }
        return new RulesSettings(files, missing, judging(), reader.word("priority"), selection);
    }

    private RulesSettings.Judging judging() {
        return new RulesSettings.Judging(
                reader.word("rule_matching").equals("all") ? RulesSettings.Matching.ALL : RulesSettings.Matching.FIRST,
                switch (reader.word("engine.evaluator")) {
                    case "closures" -> RulesSettings.Evaluation.CLOSURES;
                    case "compiled" -> RulesSettings.Evaluation.COMPILED;
                    default -> RulesSettings.Evaluation.AUTO;
                },
                reader.flag("engine.warm_up"));
    }

    private SyscallSettings.KernelFilter kernelFilter() {
        return switch (reader.word("engine.kernel_filter")) {
            case "off" -> SyscallSettings.KernelFilter.OFF;
            case "force" -> SyscallSettings.KernelFilter.FORCE;
            default -> SyscallSettings.KernelFilter.AUTO;
        };
    }

    private CaptureSettings capture() {
        Duration past = reader.span("capture.lookback.duration");
        int memory = reader.number("capture.lookback.max_size_mb");
        return new CaptureSettings(
                reader.flag("capture.enabled"),
                reader.text("capture.path_prefix"),
                reader.word("capture.mode").equals("all_rules"),
                Duration.ofMillis(reader.whole("capture.default_duration")),
                reader.whole("capture.max_file_size_mb"),
                reader.text("capture.filter"),
                reader.flag("capture.include_file_field"),
                past.isZero() ? Optional.empty() : Optional.of(new CaptureSettings.Lookback(past, memory)),
                new CaptureSettings.Retention(
                        reader.number("capture.max_files"), reader.whole("capture.max_total_size_mb")));
    }

    private MetricsSettings metrics() {
        boolean enabled = reader.flag("metrics.enabled");
        Duration interval = enabled ? interval() : Duration.ZERO;
        Set<MetricsSettings.Group> groups = EnumSet.noneOf(MetricsSettings.Group.class);
        for (MetricsSettings.Group group : MetricsSettings.Group.values()) {
            if (reader.flag(group.key())) {
                groups.add(group);
            }
        }
        if (groups.contains(MetricsSettings.Group.KERNEL_PER_CPU)) {
            groups.add(MetricsSettings.Group.KERNEL);
        }
        String file = reader.text("metrics.output_file");
        boolean rule = reader.flag("metrics.output_rule");
        if (enabled && !rule && file.isEmpty() && !reader.flag("webserver.prometheus_metrics_enabled")) {
            reader.problem(
                    "metrics.enabled",
                    "metrics are enabled but go nowhere; set metrics.output_rule, metrics.output_file or"
                            + " webserver.prometheus_metrics_enabled");
        }
        return new MetricsSettings(
                enabled,
                interval,
                rule,
                file.isEmpty() ? Optional.empty() : Optional.of(file),
                OutputReading.rotation(reader, "metrics.rotate."),
                groups,
                reader.flag("metrics.convert_memory_to_mb"),
                reader.flag("metrics.include_empty_values"),
                enabled && reader.flag("metrics.rule_costs_enabled"));
    }

    private Duration interval() {
        Duration interval = reader.span("metrics.interval");
        if (reader.find("metrics.interval").isEmpty()) {
            reader.problem("metrics.enabled", "metrics are enabled but metrics.interval is not set; write 1h, say");
        } else if (interval.toMillis() < 100) {
            reader.problem("metrics.interval", "'metrics.interval' must be at least 100ms");
        }
        return interval;
    }

    private LogSettings log() {
        return new LogSettings(
                reader.word("log_level"),
                reader.flag("log_stderr"),
                reader.flag("log_syslog"),
                reader.word("log_format").equals("json"),
                reader.flag("libs_logger.enabled"),
                reader.word("libs_logger.severity"));
    }
}

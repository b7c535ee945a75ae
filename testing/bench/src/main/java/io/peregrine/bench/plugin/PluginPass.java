package io.peregrine.bench.plugin;

import com.sun.management.ThreadMXBean;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.plugins.SlowCalls;
import io.peregrine.app.plugins.StreamTables;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.compile.Evaluator;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.ReportText;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass of many events through a pipeline with a plugin and one rule. */
final class PluginPass implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int events;
    private final CommandEnvironment environment;
    private final Configuration configuration;
    private final LoadedPlugins plugins;

    /**
     * What an event took of the event thread.
     *
     * @param nanos processor time
     * @param bytes what was allocated
     * @param matches how many events matched
     */
    record Usage(double nanos, double bytes, long matches) {}

    PluginPass(Path home, MeasuredPlugin plugin, int events) throws CommandFailure, PluginException {
        this.events = events;
        this.environment = new CommandEnvironment(Map.of(), System.out, System.err, home, ZoneId.systemDefault());
        this.configuration = Settings.load(
                        environment,
                        new ConfigurationRequest(
                                Optional.empty(),
                                List.of("engine.kind=nodriver", "load_plugins=[]"),
                                List.of(),
                                "",
                                false))
                .values();
        this.plugins = LoadedPlugins.start(
                plugin.load(Integer.toString(events)),
                configuration,
                "",
                (level, line) -> System.err.println(line),
                SlowCalls.NONE);
    }

    /** The events of the plugin's own source. */
    Usage source(String condition) throws CommandFailure, SourceException {
        SourceName name = plugins.sources().getLast();
        PluginGroup group = plugins.group(name).orElseThrow();
        try (EventSource source = group.openSource(group.instances().getFirst())) {
            return run(name, source, condition);
        }
    }

    /** One event of a system call, again and again. */
    Usage systemCalls(String condition) throws CommandFailure, SourceException {
        try (EventSource source = new SameEvent(events)) {
            return run(SourceName.SYSCALL, source, condition);
        }
    }

    private Usage run(SourceName name, EventSource source, String condition) throws CommandFailure, SourceException {
        StateTables tables = plugins.tables(name)
                .orElseGet(() -> StreamTables.of(configuration, "", name))
                .tables();
        tables.threads().get(SameEvent.THREAD);
        List<String> failures = new ArrayList<>();
        Pipeline pipeline = new Pipeline(
                new SourceFeed(name, List.of(name), source, new EventContext(tables), new StateEngine()),
                new Stages(
                        plugins.group(name).map(PluginGroup::parsers).orElse(List.of()),
                        Optional.of(new Judging(rules(name, condition), RuleMatching.FIRST, (set, rule, values) -> {})),
                        Stages.NONE.observer()),
                failures::add);
        long thread = Thread.currentThread().threadId();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        long begin = THREADS.getCurrentThreadCpuTime();
        pipeline.run();
        long used = THREADS.getCurrentThreadCpuTime() - begin;
        allocated = THREADS.getThreadAllocatedBytes(thread) - allocated;
        if (!failures.isEmpty() || pipeline.handled() != events) {
            throw new IllegalStateException("only " + pipeline.handled() + " events were handled " + failures);
        }
        return new Usage(used / (double) events, allocated / (double) events, pipeline.matches());
    }

    private RuleSet rules(SourceName name, String condition) throws CommandFailure {
        RuleSetup setup = new RuleSetup(configuration, environment, plugins);
        String text = """
                - rule: measured
                  desc: for the bench
                  source: %s
                  condition: %s
                  output: none
                  priority: INFO
                """.formatted(name.name(), condition);
        LoadResult loaded = setup.load(List.of(new SourceText("measured", text)));
        if (!loaded.successful()) {
            throw new IllegalStateException(ReportText.summary(loaded));
        }
        RuleSet rules = setup.plan(loaded);
        Evaluator.COMPILED.install(rules, System.err::println);
        return rules;
    }

    @Override
    public void close() {
        plugins.close();
    }
}

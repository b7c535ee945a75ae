package io.peregrine.bench.plugin;

import io.peregrine.plugin.host.JavaLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Measures plugins: {@code testing/bench/run --plugins [PASSES]}. Prints events a second or nanoseconds of the event thread's processor time for an event, and
 * what it allocates; the median of the passes behind as many warming ones.
 */
public final class PluginBench {
    private static final int EVENTS = 4_000_000;
    private static final String THREE_FIELDS = "measured.name = beta or measured.number = 8 or measured.kind = unusual";
    private static final String THREE_VALUES =
            "measured.name = alpha and measured.number = 7 and measured.kind = usual";
    private static final String ONE_VALUE = "evt.type = close and measured.constant = 7";
    private static final int TRIED = 1000;
    private static final String NO_FIELD = "evt.type = close and evt.num = 0";
    private static final String ONE_FIELD = "evt.type = close and (evt.num = 0 or measured.constant = 8)";

    private final Path folder;
    private final Path home;
    private final int passes;

    private PluginBench(Path folder, Path home, int passes) {
        this.folder = folder;
        this.home = home;
        this.passes = passes;
    }

    /** Runs all measurements. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("plugin-bench");
        int passes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        new PluginBench(folder, Path.of(System.getProperty("peregrine.home", ".")), passes).run();
    }

    private void run() throws Exception {
        MeasuredPlugin source = nativePlugin("SOURCE");
        MeasuredPlugin ours = MeasuredPlugin.of(JavaLibrary.of(JavaSource::new));
        tried(source, THREE_VALUES, false);
        tried(ours, THREE_VALUES, false);
        report("native source, rule of three fields", () -> pass(source, THREE_FIELDS, false));
        report("Java source, rule of three fields", () -> pass(ours, THREE_FIELDS, false));
        double bare = report("system calls, rule without a plugin", () -> pass(MeasuredPlugin.NONE, NO_FIELD, true));
        MeasuredPlugin field = nativePlugin("FIELD");
        MeasuredPlugin oursField = MeasuredPlugin.of(JavaLibrary.of(JavaField::new));
        tried(field, ONE_VALUE, true);
        tried(oursField, ONE_VALUE, true);
        difference("a native field", report("  with a native field", () -> pass(field, ONE_FIELD, true)) - bare);
        difference("a Java field", report("  with a Java field", () -> pass(oursField, ONE_FIELD, true)) - bare);
        MeasuredPlugin parser = nativePlugin("PARSER");
        MeasuredPlugin oursParser = MeasuredPlugin.of(JavaLibrary.of(JavaParser::new));
        difference("a native parser", report("  with a native parser", () -> pass(parser, NO_FIELD, true)) - bare);
        difference("a Java parser", report("  with a Java parser", () -> pass(oursParser, NO_FIELD, true)) - bare);
    }

    private MeasuredPlugin nativePlugin(String kind) throws Exception {
        return MeasuredPlugin.compile(folder, home, kind);
    }

    private PluginPass.Usage pass(MeasuredPlugin plugin, String condition, boolean overSystemCalls) {
        PluginPass.Usage usage = pass(plugin, condition, overSystemCalls, EVENTS);
        if (usage.matches() != 0) {
            throw new IllegalStateException("The condition " + condition + " should never hold.");
        }
        return usage;
    }

    /** The values are those that the plugins are to give: what is measured is read. */
    private void tried(MeasuredPlugin plugin, String condition, boolean overSystemCalls) {
        if (pass(plugin, condition, overSystemCalls, TRIED).matches() != TRIED) {
            throw new IllegalStateException("The condition " + condition + " should hold for every event.");
        }
    }

    private PluginPass.Usage pass(MeasuredPlugin plugin, String condition, boolean overSystemCalls, int events) {
        try (PluginPass pass = new PluginPass(home, plugin, events)) {
            return overSystemCalls ? pass.systemCalls(condition) : pass.source(condition);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Prints a line and returns the median of the nanoseconds an event. */
    private double report(String name, Supplier<PluginPass.Usage> pass) {
        List<PluginPass.Usage> usages = new ArrayList<>();
        for (int i = 0; i < 2 * passes; i++) {
            PluginPass.Usage usage = pass.get();
            if (i >= passes) {
                usages.add(usage);
            }
        }
        double[] nanos =
                usages.stream().mapToDouble(PluginPass.Usage::nanos).sorted().toArray();
        double median = nanos[nanos.length / 2];
        System.out.printf(
                Locale.ROOT,
                "%-38s %8.1f ns/event %8.3f M/s %8.3f B/event   %s%n",
                name,
                median,
                1000 / median,
                usages.getLast().bytes(),
                Arrays.toString(Arrays.stream(nanos).map(Math::rint).toArray()));
        return median;
    }

    private static void difference(String what, double nanos) {
        System.out.printf(Locale.ROOT, "    %s adds %.1f ns to an event%n", what, nanos);
    }
}

package io.peregrine.bench;

import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleFiles;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads rules files once in a virtual machine that has just started, and prints on one line, in milliseconds: from the start of the virtual
 * machine to the first instruction of the program, from there to loaded rules, on to planned rules, and the processor
 * time of it all and, of that, of the compiler, which runs beside.
 * {@code testing/bench/run --load} starts it again and again with the flags and the cache of the shipped engine.
 */
public final class LoadBench {
    private LoadBench() {}

    /** Loads the files that the arguments name, in order, every rule enabled. */
    public static void main(String[] arguments) throws IOException {
        long entered = System.nanoTime();
        long enteredMillis = System.currentTimeMillis();
        List<SourceText> files = new ArrayList<>();
        for (String file : Arrays.asList(arguments)) {
            files.add(new SourceText(file, Files.readString(Path.of(file))));
        }
        RuleFiles reading = RuleFiles.reading(files);
        Catalog catalog = BuiltinFields.syscall(
                FieldSettings.DEFAULT, List.of(new ContainerPlugin(ContainerOptions.USUAL).fields()));
        LoadResult result = RuleLoader.load(
                reading,
                LoaderSettings.of(catalog).withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 7, 1)))));
        if (!result.successful()) {
            throw new IllegalArgumentException("The rules do not load; run the engine's -V on them to see why.");
        }
        long loaded = System.nanoTime();
        List<RuleDefinition> rules = RuleDefinitions.of(
                result.rules().stream().map(CompiledRule::checked).toList());
        RuleSet set = RuleSet.plan(rules, Map.of(BuiltinFields.SYSCALL, catalog), new ValueText(BufferFormat.DOTS));
        long planned = System.nanoTime();
        ProcessUsage usage = ProcessUsage.now();
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.printf(
                Locale.ROOT,
                "%d rules  start %d  loaded %.0f  planned %.0f  processor %d  compiler %d%n",
                set.size(),
                enteredMillis - started,
                (loaded - entered) / 1e6,
                (planned - loaded) / 1e6,
                (usage.userNanos() + usage.systemNanos()) / 1_000_000,
                compilerMillis());
    }

    /** The processor time of the threads that compile, in steps of 10 ms. */
    private static long compilerMillis() throws IOException {
        long ticks = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 ") || stat.contains("(C2 ")) {
                    String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    ticks += Long.parseLong(columns[11]) + Long.parseLong(columns[12]);
                }
            }
        }
        return ticks * 10;
    }
}

package io.peregrine.bench;

import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.compile.Evaluator;
import io.peregrine.event.SourceException;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Stages;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A rule set of thousands of rules on a capture: how long it takes to load and plan and how much of the heap it holds, which buckets are compiled, in which order and when,
 * and what a pass over the first events costs before and behind that. Arguments: the capture and the number of rules (5,000).
 */
public final class ManyRulesBench {
    private static final int USUAL = 5_000;
    private static final int PASSES = 5;
    private static final long EVENTS_OF_A_PASS = 150_000;
    private static final int LOOK_EVERY = 512;

    /** Conditions as rules have them, each with something of its own. */
    private static final List<String> CONDITIONS = List.of(
            "open_write and fd.directory pmatch (/etc/app%d, /opt/app%d)",
            "spawned_process and proc.name = tool-%d and not proc.pname in (sh, bash)",
            "evt.type in (connect, sendto) and fd.sport = %d and not proc.name in (curl, wget)",
            "open_read and fd.name startswith /srv/data-%d/ and not proc.name = backup",
            "spawned_process and proc.cmdline contains --flag-%d",
            "evt.type in (unlink, unlinkat, rename, renameat2) and evt.arg.name endswith .suffix-%d",
            "evt.type in (mkdir, mkdirat, chmod, fchmodat) and evt.arg.path startswith /var/lib/service-%d",
            "evt.type = ptrace and proc.name != debugger-%d");

    private final RuleSet rules;
    private final SourceRules source;
    private final long[] asked = new long[EventCodes.COUNT];
    private final BitSet compiled = new BitSet();
    private long events;
    private long begin;

    private ManyRulesBench(RuleSet rules) {
        this.rules = rules;
        this.source = rules.source(BuiltinFields.SYSCALL);
    }

    /** Runs the bench. */
    public static void main(String[] arguments) throws IOException, SourceException {
        Path capture = Path.of(arguments[0]);
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL;
        Path file = Files.createTempFile("peregrine-many", ".yaml");
        try {
            Files.writeString(file, text(count));
            long heap = heap();
            long begin = System.nanoTime();
            RuleSet rules = RulesReplay.plan(new BenchOptions.Judged(List.of(file), true, Evaluator.CLOSURES));
            System.out.printf(
                    Locale.ROOT,
                    "%d rules: loaded and planned in %.1f s, %.1f MB of the heap%n",
                    rules.size(),
                    (System.nanoTime() - begin) / 1e9,
                    (heap() - heap) / 1e6);
            new ManyRulesBench(rules).measure(capture);
        } finally {
            Files.delete(file);
        }
    }

    private static String text(int count) {
        StringBuilder text = new StringBuilder("""
                - macro: open_write
                  condition: (evt.type in (open, openat, openat2) and evt.is_open_write = true and fd.num >= 0)
                - macro: open_read
                  condition: (evt.type in (open, openat, openat2) and evt.is_open_read = true and fd.num >= 0)
                - macro: spawned_process
                  condition: (evt.type in (execve, execveat) and evt.arg.res = 0)
                """);
        for (int i = 0; i < count; i++) {
            text.append("- rule: number ")
                    .append(i)
                    .append("\n  desc: d\n  output: o\n  priority: INFO\n  condition: ");
            text.append(CONDITIONS.get(i % CONDITIONS.size()).formatted(i, i)).append('\n');
        }
        return text.toString();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double elsewhere() {
        return ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / 1e6;
    }

    private void measure(Path capture) throws SourceException {
        pass(capture, "closures");
        pass(capture, "closures");
        double before = elsewhere();
        Evaluator.AUTO.install(rules, System.err::println);
        for (int i = 0; i < PASSES; i++) {
            pass(capture, "auto");
        }
        System.out.printf(
                Locale.ROOT,
                "%d of %d buckets compiled; %.1f MB of classes and code more%n",
                compiled.cardinality(),
                source.codes().stream()
                        .filter(code -> source.plan(code).isPresent())
                        .count(),
                elsewhere() - before);
    }

    private void pass(Path capture, String name) throws SourceException {
        ProcessUsage before = ProcessUsage.now();
        long end = events + EVENTS_OF_A_PASS;
        begin = System.nanoTime();
        Replay.Counts counts;
        try (StatePass pass = new StatePass(capture)) {
            counts = pass.run(
                    Stages.NONE
                            .withJudging(new Judging(rules, RuleMatching.FIRST, (set, rule, values) -> {}))
                            .withObserver(context -> {
                                asked[context.event().code()]++;
                                if (events++ % LOOK_EVERY == 0) {
                                    look();
                                }
                            }),
                    () -> events >= end);
        }
        System.out.println(new Pass(counts, ProcessUsage.now().since(before)).describe(name));
    }

    private void look() {
        source.codes().stream()
                .filter(code ->
                        !compiled.get(code) && source.bucket(code).getClass().isHidden())
                .forEach(this::tell);
    }

    private void tell(int code) {
        compiled.set(code);
        System.out.printf(
                Locale.ROOT,
                "  %6.0f ms: %s, %d rules, asked %,d times so far%n",
                (System.nanoTime() - begin) / 1e6,
                EventTable.byCode(code).constant(),
                source.plan(code).orElseThrow().rules().size(),
                asked[code]);
    }
}

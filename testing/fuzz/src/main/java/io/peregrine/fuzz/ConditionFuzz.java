package io.peregrine.fuzz;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Printer;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.time.Duration;
import java.util.List;

/**
 * Reads damaged conditions: {@code ConditionFuzz MINUTES}. Whatever the text, it is either refused with a {@link FilterException} that
 * points into it, or it is read, planned, and printed so that it reads as the same condition again; and none of it takes long.
 */
public final class ConditionFuzz {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final List<String> SEEDS = List.of(
            "evt.type in (open, openat) and fd.name startswith /etc and not proc.name in (a, \"b c\", 'd')",
            "fd.sip in (10.0.0.1, ::1) or fd.net = 10.0.0.0/8 and fd.sport = ssh",
            "tolower(proc.name) = x and len(proc.args) > 3 and concat(proc.name, \"-\", user.name) contains y",
            "proc.aname[2] exists and evt.arg.flags contains O_RDWR and evt.arg[1] != \"x\\ty\"",
            "fd.name pmatch (/etc, /var/log, /home/*/x) and proc.exe glob /usr/* and proc.cmdline regex 'a.*b+[c-d]'",
            "proc.name = val(proc.pname) and join(\",\", proc.args) != x and fd.types intersects (ipv4)",
            "evt.buffer bcontains 48656c6c6f and evt.rawres < -1 and proc.duration > 5s",
            "proc.name = anyof (a, b) and proc.name != oneof (c, d) and getopt(proc.args, \"x:\")[x] = y");

    private ConditionFuzz() {}

    /** Runs for a number of minutes. */
    public static void main(String[] arguments) throws InterruptedException {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.parseLong(arguments[0])).toNanos();
        Thread worker = new Thread(null, () -> run(end), "fuzz", 64L << 20);
        worker.setUncaughtExceptionHandler((thread, finding) -> {
            finding.printStackTrace();
            System.exit(1);
        });
        worker.start();
        worker.join();
    }

    private static void run(long end) {
        Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
        List<String> words = Words.ofConditions(catalog);
        EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
        Stopwatch watch = new Stopwatch(LONGEST);
        long round = 0;
        long accepted = 0;
        for (; System.nanoTime() < end; round++) {
            String text = new TextDamage(round, words).of(SEEDS.get((int) (round % SEEDS.size())));
            watch.start();
            try {
                accepted += check(text, catalog, context) ? 1 : 0;
                watch.stop();
            } catch (RuntimeException | Error e) {
                System.out.println("finding in round " + round + " with the condition <" + text + ">");
                throw e;
            }
        }
        System.out.println(round + " damaged conditions, " + accepted + " of them accepted: no finding.");
    }

    /** Whether the condition is right; throws for a finding. */
    private static boolean check(String text, Catalog catalog, EventContext context) {
        Expr parsed;
        try {
            parsed = ConditionParser.parse(MappedText.unmapped(text));
        } catch (FilterException e) {
            if (e.getMessage().isBlank() || e.origin().start() > text.length()) {
                throw new IllegalStateException("the refusal points nowhere: " + e.getMessage(), e);
            }
            return false;
        }
        printsTheSame(parsed);
        try {
            ConditionFilter.of(text, catalog, context);
            return true;
        } catch (FilterException e) {
            return false;
        }
    }

    private static void printsTheSame(Expr parsed) {
        String printed = Printer.print(parsed);
        String again;
        try {
            again = Printer.print(ConditionParser.parse(MappedText.unmapped(printed)));
        } catch (FilterException e) {
            throw new IllegalStateException("what is printed is refused: <" + printed + ">: " + e.getMessage(), e);
        }
        if (!again.equals(printed)) {
            throw new IllegalStateException("<" + printed + "> reads as <" + again + ">");
        }
    }
}

package io.peregrine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that are too large for the heap are refused in a sentence; each case runs in a small virtual machine of its own that ends on any want of memory. */
final class LargeRulesTest {
    private static final String SENTENCE = "more memory than the engine has left";

    /** Files that grow, or would, where it is easy to forget to look. */
    enum Large {
        RULES {
            @Override
            String text() {
                return rules(30_000, "evt.type = open and proc.name in (a, b, prog%d)");
            }
        },
        NODES {
            @Override
            String text() {
                return "- list: l\n  items: [" + "{a: b},".repeat(500_000) + "a]\n";
            }
        },
        LISTS_OF_LISTS {
            @Override
            String text() {
                return "- list: l\n  items: [" + "abcdefg,".repeat(3000) + "a]\n" + "- list: m\n  items: ["
                        + "l,".repeat(20_000) + "l]\n";
            }
        },
        CONDITIONS_OF_LISTS {
            @Override
            String text() {
                return "- list: l\n  items: [" + "abcdefg,".repeat(10_000) + "a]\n"
                        + rules(500, "evt.type = open and proc.name in (l, prog%d)");
            }
        },
        MACROS_OF_MACROS {
            @Override
            String text() {
                StringBuilder text = new StringBuilder("- macro: m0\n  condition: (fd.name startswith /etc)\n");
                for (int i = 1; i < 16; i++) {
                    text.append("- macro: m%d\n  condition: (m%d or m%d)\n".formatted(i, i - 1, i - 1));
                }
                return text + rules(500, "evt.type = open and m15 and proc.name = prog%d");
            }
        },
        EVERY_EVENT {
            @Override
            String text() {
                return rules(8_000, "proc.name = prog%d");
            }
        };

        abstract String text();

        private static String rules(int count, String condition) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append("- rule: number %d\n  desc: d\n  output: '%%proc.name'\n  priority: INFO\n".formatted(i))
                        .append("  condition: ")
                        .append(condition.formatted(i))
                        .append('\n');
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MACROS_OF_MACROS", mode = EnumSource.Mode.EXCLUDE)
    void refusesWhatTheHeapDoesNotHold(Large large) throws Exception {
        assertThat(answer(large, "40m")).contains(SENTENCE);
    }

    @Test
    void takesWhatTheHeapHolds() throws Exception {
        assertThat(answer(Large.RULES, "256m")).contains("30000 rules");
    }

    /** A macro takes its memory once, however often rules and other macros use it. */
    @Test
    void sharesWhatMacrosSay() throws Exception {
        assertThat(answer(Large.MACROS_OF_MACROS, "40m")).contains("500 rules");
    }

    private static String answer(Large large, String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallMachine.class.getName(),
                        large.name())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Loads and plans rules, and prints how many there are or what is wrong with them. */
    static final class SmallMachine {
        public static void main(String[] arguments) {
            Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT, List.of());
            SourceText file =
                    new SourceText("large.yaml", Large.valueOf(arguments[0]).text());
            LoadResult result = RuleLoader.load(List.of(file), LoaderSettings.of(catalog));
            result.reports().getFirst().errors().stream()
                    .map(Diagnostic::message)
                    .forEach(System.out::println);
            try {
                RuleSet rules = RuleSet.plan(
                        LoadedRules.of(result.checkedRules()),
                        Map.of(BuiltinFields.SYSCALL, catalog),
                        new ValueText(BufferFormat.DOTS));
                System.out.println(rules.size() + " rules");
            } catch (PlanException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}

package io.peregrine.app.observe;

import io.peregrine.server.metrics.RuleCount;

/** What is printed when watching ends: matches by severity and by rule, in Falco's words, which scripts read. */
public final class Summary {
    private Summary() {}

    public static String of(MatchCounters counters) {
        StringBuilder text = new StringBuilder();
        text.append("Events detected: ").append(counters.total()).append('\n');
        text.append("Rule counts by severity:\n");
        counters.byPriority().forEach((priority, count) -> line(text, priority.summaryName(), count));
        text.append("Triggered rules by rule name:\n");
        for (RuleCount count : counters.matched()) {
            line(text, count.rule().name(), count.matches());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long count) {
        text.append("   ").append(name).append(": ").append(count).append('\n');
    }
}

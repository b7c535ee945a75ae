package io.peregrine.app.watch;

/** What is printed when watching ends: matches by severity and by rule, in the reference's words, which scripts read. */
final class Summary {
    private Summary() {}

    static String of(MatchCounters counters) {
        StringBuilder text = new StringBuilder();
        text.append("Events detected: ").append(counters.total()).append('\n');
        text.append("Rule counts by severity:\n");
        counters.byPriority()
                .forEach((priority, count) -> text.append("   ")
                        .append(priority.summaryName())
                        .append(": ")
                        .append(count)
                        .append('\n'));
        text.append("Triggered rules by rule name:\n");
        counters.byRule()
                .forEach((rule, count) ->
                        text.append("   ").append(rule).append(": ").append(count).append('\n'));
        return text.toString();
    }
}

package io.peregrine.authoring.explain;

import io.peregrine.filter.typed.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation for people: the condition as a tree, a line for each part, with what it said and what it looked at. */
public final class ExplanationText {
    private static final int LONGEST_VALUE = 120;

    private final Explainer explainer;
    private final UnaryOperator<String> highlight;

    /**
     * A writer of explanations.
     *
     * @param highlight sets off the comparison that decided
     */
    public ExplanationText(Explainer explainer, UnaryOperator<String> highlight) {
        this.explainer = explainer;
        this.highlight = highlight;
    }

    /** The explanation of an event. */
    public String of(Truths truths) {
        StringBuilder text = new StringBuilder();
        boolean matched = explainer.matched(truths);
        text.append("The rule '")
                .append(explainer.rule())
                .append(matched ? "' matches event " : "' does not match event ")
                .append(truths.event())
                .append(" (")
                .append(truths.type())
                .append(").\n");
        List<String> types = explainer.types();
        if (!types.isEmpty() && !types.contains(truths.type())) {
            text.append("It does not see events of this type, but ")
                    .append(shortened(String.join(", ", types)))
                    .append(".\n");
        }
        return text.append(tree(truths)).toString();
    }

    /** The parts, a line each, and the one that decided. */
    String tree(Truths truths) {
        StringBuilder text = new StringBuilder();
        boolean matched = explainer.matched(truths);
        Optional<ConditionPart> deciding = truths.deciding(explainer.whole());
        append(text, truths, explainer.whole(), 0, deciding);
        deciding.ifPresent(part -> text.append(matched ? "It is decided by: " : "It fails first at: ")
                .append(line(truths, part))
                .append('\n'));
        return text.toString();
    }

    /** One line that says by what an event failed. */
    public String nearMiss(Truths truths) {
        return "event " + truths.event() + " (" + truths.type() + ") failed by: "
                + missing(truths, explainer.whole())
                        .map(part -> line(truths, part))
                        .orElse("");
    }

    /** The one comparison that stands between a part and its contrary. */
    private static Optional<ConditionPart> missing(Truths truths, ConditionPart part) {
        if (part.condition() instanceof Condition.Check) {
            return Optional.of(part);
        }
        boolean holds = truths.of(part);
        return part.children().stream()
                .filter(child -> part.condition() instanceof Condition.Not || truths.of(child) == holds)
                .filter(child -> truths.distance(child) == 1)
                .findFirst()
                .flatMap(child -> missing(truths, child));
    }

    private void append(
            StringBuilder text, Truths truths, ConditionPart part, int depth, Optional<ConditionPart> deciding) {
        String indent = "  ".repeat(depth);
        String mark = truths.isOpen(part) ? "?   " : truths.of(part) ? "yes " : "no  ";
        String words = switch (part.condition()) {
            case Condition.And and -> "all of";
            case Condition.Or or -> "one of";
            case Condition.Not not -> "not";
            case Condition.Check check -> line(truths, part);
        };
        boolean decides = deciding.isPresent() && deciding.get() == part;
        text.append(mark)
                .append(indent)
                .append(decides ? highlight.apply(words) : words)
                .append('\n');
        part.children().forEach(child -> append(text, truths, child, depth + 1, deciding));
    }

    private static String line(Truths truths, ConditionPart part) {
        if (!(part.condition() instanceof Condition.Check)) {
            String looked = values(truths, part).distinct().collect(Collectors.joining(", "));
            return shortened(ConditionText.of(part.condition()))
                    + (looked.isEmpty() ? "" : "   (" + shortened(looked) + ")");
        }
        String value = truths.values().get(part.number());
        String missing = truths.gaps().unseen().get(part.number()) ? "   (not in the alert)" : "   (no value)";
        String shown = value == null ? missing : "   (it is " + shortened(value) + ")";
        return shortened(ConditionText.of(part.condition())) + shown;
    }

    /** What the comparisons below a part looked at, with its names, as far as it has a value. */
    private static Stream<String> values(Truths truths, ConditionPart part) {
        String value = truths.values().get(part.number());
        if (value != null && part.condition() instanceof Condition.Check check) {
            return ConditionText.left(check).map(left -> left + " is " + shortened(value)).stream();
        }
        return part.children().stream().flatMap(child -> values(truths, child));
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 3) + "...";
    }
}

package io.peregrine.authoring.explain;

import io.peregrine.filter.typed.Condition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A checked condition as text: comparisons as they were written, with lists filled in, joined as they are evaluated. */
public final class ConditionText {
    private static final Pattern LEFT = Pattern.compile("^([a-z0-9_]+\\([^()]*\\)|[a-z0-9_.]+(\\[[^\\]]*\\])?)");

    private ConditionText() {}

    /** The text of a condition. */
    public static String of(Condition condition) {
        return switch (condition) {
            case Condition.And and ->
                and.children().stream().map(ConditionText::part).collect(Collectors.joining(" and "));
            case Condition.Or or ->
                or.children().stream().map(ConditionText::part).collect(Collectors.joining(" or "));
            case Condition.Not not -> "not " + part(not.child());
            case Condition.Check check -> check.origin().words();
        };
    }

    /** What a comparison looks at: a field with its argument, or a transformer with what it is asked of. */
    static Optional<String> left(Condition.Check check) {
        Matcher left = LEFT.matcher(of(check));
        return left.find() ? Optional.of(left.group()) : Optional.empty();
    }

    private static String part(Condition condition) {
        return condition instanceof Condition.Check || condition instanceof Condition.Not
                ? of(condition)
                : "(" + of(condition) + ")";
    }
}

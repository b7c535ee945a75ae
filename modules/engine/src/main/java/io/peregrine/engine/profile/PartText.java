package io.peregrine.engine.profile;

import io.peregrine.engine.eval.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** A part of a condition as it was written, as far as the event's code has left it open. */
final class PartText {
    private static final int LONGEST = 160;

    private PartText() {}

    static String of(Plan plan) {
        String text = whole(plan);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String whole(Plan plan) {
        return switch (plan) {
            case Plan.Fixed(boolean answer) -> answer ? "always" : "never";
            case Plan.Asked asked -> asked.source().origin().words();
            case Plan.All(List<Plan> parts, boolean _) -> joined(parts, " and ");
            case Plan.Any(List<Plan> parts, boolean _) -> joined(parts, " or ");
            case Plan.Not(Plan part) -> "not " + single(part);
            case Plan.Remembered remembered -> whole(remembered.part());
        };
    }

    private static String joined(List<Plan> parts, String word) {
        return parts.stream().map(PartText::single).collect(Collectors.joining(word));
    }

    private static String single(Plan plan) {
        return switch (plan) {
            case Plan.All _, Plan.Any _ -> "(" + whole(plan) + ")";
            case Plan.Remembered remembered -> single(remembered.part());
            case Plan.Fixed _, Plan.Asked _, Plan.Not _ -> whole(plan);
        };
    }
}

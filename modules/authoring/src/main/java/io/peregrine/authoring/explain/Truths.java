package io.peregrine.authoring.explain;

import io.peregrine.filter.typed.Condition;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of a condition said of one event.
 *
 * @param event the number of the event; 0 where only an alert is known
 * @param type its type
 * @param held the numbers of the parts that held
 * @param values the values that comparisons looked at, as text, by the number of the part; one that had no value is missing
 * @param gaps what is not known
 */
public record Truths(long event, String type, BitSet held, Map<Integer, String> values, Gaps gaps) {
    public Truths {
        held = (BitSet) held.clone();
        values = Map.copyOf(values);
    }

    /**
     * What is not known of an event that only an alert tells of.
     *
     * @param open the numbers of the parts of which nobody can say whether they held
     * @param unseen the numbers of the comparisons whose value the alert does not show, whether or not it follows what they said
     */
    record Gaps(BitSet open, BitSet unseen) {
        static final Gaps NONE = new Gaps(new BitSet(), new BitSet());

        Gaps {
            open = (BitSet) open.clone();
            unseen = (BitSet) unseen.clone();
        }
    }

    /** What is known in all parts. */
    Truths(long event, String type, BitSet held, Map<Integer, String> values) {
        this(event, type, held, values, Gaps.NONE);
    }

    /** Whether nobody can say what a part said. */
    boolean isOpen(ConditionPart part) {
        return gaps.open().get(part.number());
    }

    /** Whether a part held. */
    boolean of(ConditionPart part) {
        return held.get(part.number());
    }

    /**
     * How many comparisons would have to say otherwise for a part to say otherwise, at the least.
     */
    int distance(ConditionPart part) {
        boolean holds = of(part);
        return switch (part.condition()) {
            case Condition.And and -> holds ? least(part.children()) : sumOf(part.children(), false);
            case Condition.Or or -> holds ? sumOf(part.children(), true) : least(part.children());
            case Condition.Not not -> distance(part.children().getFirst());
            case Condition.Check check -> 1;
        };
    }

    private int least(List<ConditionPart> parts) {
        return parts.stream().mapToInt(this::distance).min().orElse(0);
    }

    private int sumOf(List<ConditionPart> parts, boolean holding) {
        return parts.stream()
                .filter(part -> of(part) == holding)
                .mapToInt(this::distance)
                .sum();
    }

    /** The comparison that decides what a part says: the first one asked after which the outcome stands. */
    Optional<ConditionPart> deciding(ConditionPart part) {
        boolean holds = of(part);
        return switch (part.condition()) {
            case Condition.And and -> holds ? Optional.empty() : firstOf(part.children(), false);
            case Condition.Or or -> holds ? firstOf(part.children(), true) : Optional.empty();
            case Condition.Not not -> deciding(part.children().getFirst());
            case Condition.Check check -> Optional.of(part);
        };
    }

    private Optional<ConditionPart> firstOf(List<ConditionPart> parts, boolean holding) {
        return parts.stream()
                .filter(part -> of(part) == holding && !isOpen(part))
                .findFirst()
                .flatMap(first -> deciding(first).or(() -> Optional.of(first)));
    }
}

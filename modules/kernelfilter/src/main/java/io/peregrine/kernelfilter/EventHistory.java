package io.peregrine.kernelfilter;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Fields that tell of an event what others before it were, or leave something behind for others: what is left out would be missed. */
final class EventHistory {
    /** Their values depend on which events came before. */
    private static final Set<String> OF_EARLIER_EVENTS = Set.of(
            "evt.reltime", "evt.reltime.s", "evt.reltime.ns", "evt.deltatime", "evt.deltatime.s", "evt.deltatime.ns");

    private static final String NUMBER = "evt.num";

    /** Conditions that read them begin a search for names, whose answers later events see. */
    private static final Set<String> ASKING = Set.of("fd.cip.name", "fd.sip.name", "fd.lip.name", "fd.rip.name");

    private EventHistory() {}

    /** Why nothing may be left out under this rule, in words that follow its name; empty when it does not matter. */
    static Optional<String> needsEveryEvent(RuleDefinition rule) {
        Stream<String> outputs = FieldsRead.printedBy(rule)
                .map(FieldInfo::name)
                .filter(name -> OF_EARLIER_EVENTS.contains(name) || name.equals("evt.buffer"));
        Stream<String> conditions = FieldsRead.checks(rule.condition())
                .filter(check -> ofNumber(check) == Certainty.MAYBE)
                .flatMap(FieldsRead::of)
                .map(FieldInfo::name)
                .filter(name -> OF_EARLIER_EVENTS.contains(name) || name.equals(NUMBER));
        return Stream.concat(conditions.map(name -> "compares " + name), outputs.map(name -> "prints " + name))
                .findFirst();
    }

    /**
     * What a comparison of the number of the event, which counts from 1, says of every event: {@code evt.num >= 0} is written for what is always true,
     * {@code evt.num = 0} for what never is.
     */
    static Certainty ofNumber(Condition.Check check) {
        return check.left() instanceof Expression.Field field
                        && field.reference().field().name().equals(NUMBER)
                ? NumberChecks.of(check, 1, Long.MAX_VALUE)
                : Certainty.MAYBE;
    }

    /**
     * Whether judging by this rule may change what later events show, so that it has to see all its events.
     *
     * @param foreign whether a field is a plugin's, which may note what it is asked
     */
    static boolean leavesTraces(RuleDefinition rule, Predicate<String> foreign) {
        return FieldsRead.of(rule.condition())
                .anyMatch(field -> ASKING.contains(field.name())
                        || field.has(FieldFlag.TURNS_TO_DESCRIPTOR)
                        || foreign.test(field.name()));
    }
}

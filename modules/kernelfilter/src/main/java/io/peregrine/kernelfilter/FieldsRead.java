package io.peregrine.kernelfilter;

import io.peregrine.engine.RuleDefinition;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.stream.Stream;

/** The fields that conditions and outputs read. */
final class FieldsRead {
    private FieldsRead() {}

    /** Those of a rule, its condition and what it prints. */
    static Stream<FieldInfo> of(RuleDefinition rule) {
        return Stream.concat(of(rule.condition()), printedBy(rule));
    }

    /** Those that a rule prints. */
    static Stream<FieldInfo> printedBy(RuleDefinition rule) {
        return Stream.concat(
                        Stream.of(rule.output()),
                        rule.extras().values().stream().map(ExtraTemplate::template))
                .flatMap(FieldsRead::of);
    }

    static Stream<FieldInfo> of(Condition condition) {
        return checks(condition)
                .flatMap(check -> check.right() instanceof Right.Computed(Expression right)
                        ? Stream.concat(of(check.left()), of(right))
                        : of(check.left()));
    }

    /** The comparisons of a condition. */
    static Stream<Condition.Check> checks(Condition condition) {
        return switch (condition) {
            case Condition.And and -> and.children().stream().flatMap(FieldsRead::checks);
            case Condition.Or or -> or.children().stream().flatMap(FieldsRead::checks);
            case Condition.Not not -> checks(not.child());
            case Condition.Check check -> Stream.of(check);
        };
    }

    static Stream<FieldInfo> of(Template output) {
        return output.pieces().stream().flatMap(piece -> switch (piece) {
            case Template.Text text -> Stream.empty();
            case Template.Placeholder placeholder -> of(placeholder.expression());
        });
    }

    private static Stream<FieldInfo> of(Expression expression) {
        return switch (expression) {
            case Expression.Field field -> Stream.of(field.reference().field());
            case Expression.Call call -> call.arguments().stream().flatMap(FieldsRead::of);
            case Expression.Elements elements -> elements.elements().stream().flatMap(FieldsRead::of);
            case Expression.Text text -> Stream.empty();
        };
    }
}

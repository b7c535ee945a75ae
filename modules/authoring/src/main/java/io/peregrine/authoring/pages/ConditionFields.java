package io.peregrine.authoring.pages;

import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.Set;
import java.util.TreeSet;

/** The names of the fields that a condition reads. */
final class ConditionFields {
    private final Set<String> names = new TreeSet<>();

    private ConditionFields() {}

    static Set<String> in(Condition condition) {
        ConditionFields fields = new ConditionFields();
        fields.add(condition);
        return fields.names;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And and -> and.children().forEach(this::add);
            case Condition.Or or -> or.children().forEach(this::add);
            case Condition.Not not -> add(not.child());
            case Condition.Check check -> {
                add(check.left());
                if (check.right() instanceof Right.Computed(Expression right)) {
                    add(right);
                }
            }
        }
    }

    private void add(Expression expression) {
        switch (expression) {
            case Expression.Field field -> names.add(field.reference().field().name());
            case Expression.Call call -> call.arguments().forEach(this::add);
            case Expression.Text text -> {}
            case Expression.Elements elements -> elements.elements().forEach(this::add);
        }
    }
}

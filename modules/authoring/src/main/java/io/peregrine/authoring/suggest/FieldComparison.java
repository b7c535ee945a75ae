package io.peregrine.authoring.suggest;

/**
 * What an exception asks of one field.
 *
 * @param field the field with its argument
 * @param operator {@code =} or {@code startswith}
 */
public record FieldComparison(String field, String operator) {
    static FieldComparison equal(String field) {
        return new FieldComparison(field, "=");
    }

    boolean holds(String shown, String value) {
        return operator.equals("=") ? shown.equals(value) : shown.startsWith(value);
    }
}

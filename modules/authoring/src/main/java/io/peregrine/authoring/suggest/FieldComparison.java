package io.peregrine.authoring.suggest;

/**
 * What an exception asks of one field.
 *
 * @param field the field with its argument
 * @param operator {@code =}, {@code startswith}, {@code endswith} or {@code contains}
 */
public record FieldComparison(String field, String operator) {
    static FieldComparison equal(String field) {
        return new FieldComparison(field, "=");
    }

    boolean holds(String shown, String value) {
        return switch (operator) {
            case "startswith" -> shown.startsWith(value);
            case "endswith" -> shown.endsWith(value);
            case "contains" -> shown.contains(value);
            default -> shown.equals(value);
        };
    }
}

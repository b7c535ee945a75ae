package io.peregrine.loader;

import java.util.List;

/**
 * An exception of a rule, without its values.
 *
 * @param name its name
 * @param fields the fields that it compares, as it names them; one where it names one without a list
 * @param operators the operators, one for each field
 * @param rows whether its values are rows of one value for each field, and not values of its only field
 */
public record WrittenException(String name, List<String> fields, List<String> operators, boolean rows) {
    public WrittenException {
        fields = List.copyOf(fields);
        operators = List.copyOf(operators);
    }

    static WrittenException of(ExceptionDefinition exception) {
        boolean rows = exception.fields() instanceof ExceptionEntry.Many;
        return new WrittenException(exception.name(), texts(exception.fields()), texts(exception.comps()), rows);
    }

    private static List<String> texts(ExceptionEntry entry) {
        return switch (entry) {
            case ExceptionEntry.One one -> List.of(one.text().text());
            case ExceptionEntry.Many many ->
                many.items().stream().map(item -> item.text().text()).toList();
        };
    }
}

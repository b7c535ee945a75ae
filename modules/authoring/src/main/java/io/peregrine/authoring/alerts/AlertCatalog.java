package io.peregrine.authoring.alerts;

import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.LateReading;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldReference;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an event source as one recorded alert shows them: what it shows is read from it, what it does not show has no value. With this catalog the
 * engine itself judges an alert whose event is gone.
 */
public final class AlertCatalog {
    private final RecordedAlert alert;
    private final Catalog original;

    /** The fields of an alert, of the types that the fields of its source have. */
    public AlertCatalog(RecordedAlert alert, Catalog original) {
        this.alert = alert;
        this.original = original;
    }

    /** The catalog. */
    public Catalog catalog() {
        List<FieldClass> classes = original.classes().stream()
                .map(family -> new FieldClass(
                        family.name(),
                        family.label(),
                        family.description(),
                        family.sources(),
                        family.fields().stream().map(this::shown).toList()))
                .toList();
        return new Catalog(classes).withAsyncEvents(original.asyncEventNames());
    }

    private Field shown(Field field) {
        return new Field(field.info(), field.format(), argument -> {
            Value value = field.bind(argument).condition();
            Value read = text(field.name(), argument)
                    .flatMap(text -> reading(value, text))
                    .orElseGet(() -> absent(value));
            return new Binding(read, read, read, LateReading.NEVER);
        });
    }

    /** Whether the alert says what a condition would read of a field; a field that had no value says that. */
    public boolean shows(FieldReference reference) {
        String field = reference.field().name();
        if (names(field, reference.argument()).stream().noneMatch(alert.fields()::containsKey)) {
            return false;
        }
        Optional<String> text = text(field, reference.argument());
        Optional<Value> value = original.field(field)
                .map(known -> known.bind(reference.argument()).condition());
        return text.isEmpty()
                || value.flatMap(known -> reading(known, text.get())).isPresent();
    }

    private Optional<String> text(String field, FieldArgument argument) {
        return names(field, argument).stream()
                .flatMap(name -> alert.value(name).stream())
                .findFirst();
    }

    /** How a reference can be written. */
    private static List<String> names(String field, FieldArgument argument) {
        return switch (argument) {
            case FieldArgument.None() -> List.of(field);
            case FieldArgument.Index(int index) -> List.of(field + "[" + index + "]");
            case FieldArgument.Number(long number) -> List.of(field + "[" + number + "]");
            case FieldArgument.Key(String key) -> List.of(field + "[" + key + "]", field + "." + key);
            case FieldArgument.Parameter(var parameter) ->
                List.of(field + "." + parameter.name(), field + "[" + parameter.name() + "]");
            case FieldArgument.Event(var event) ->
                List.of(field + "." + event.name(), field + "[" + event.name() + "]");
        };
    }

    private static Value absent(Value like) {
        ListExtractor noItems = (context, out) -> false;
        NumberExtractor nothing = (context, out) -> false;
        BytesExtractor noBytes = (context, out) -> false;
        boolean bytes = AlertValues.isBytes(like.type());
        return new Value(like.type(), like.list(), like.format(), like.list() ? noItems : bytes ? noBytes : nothing);
    }

    /** A reading of a text that was printed for a value of this kind; empty when the text does not say it all. */
    private static Optional<Value> reading(Value like, String text) {
        if (like.list()) {
            List<String> items = AlertValues.items(text);
            List<byte[]> bytes = items.stream()
                    .flatMap(item -> AlertValues.bytes(like.type(), item).stream())
                    .toList();
            ListExtractor list = (context, out) -> {
                out.clear();
                bytes.forEach(item -> out.add().set(item, 0, item.length));
                return true;
            };
            return bytes.size() == items.size()
                    ? Optional.of(new Value(like.type(), true, like.format(), list))
                    : Optional.empty();
        }
        if (AlertValues.isBytes(like.type())) {
            return AlertValues.bytes(like.type(), text).map(value -> {
                BytesExtractor bytes = (context, out) -> out.set(value, 0, value.length);
                return new Value(like.type(), false, like.format(), bytes);
            });
        }
        return AlertValues.number(like.type(), text).stream()
                .mapToObj(number -> {
                    NumberExtractor reads = (context, out) -> out.set(number);
                    return new Value(like.type(), false, like.format(), reads);
                })
                .findFirst();
    }
}

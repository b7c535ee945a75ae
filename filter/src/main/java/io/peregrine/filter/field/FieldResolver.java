package io.peregrine.filter.field;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the declared field that a reference names, and parses its argument. */
public final class FieldResolver {
    private final FieldCatalog catalog;

    /** A resolver over the fields of a catalog. */
    public FieldResolver(FieldCatalog catalog) {
        this.catalog = catalog;
    }

    /** What became of a reference. */
    public sealed interface Resolution {}

    /** The reference names this field. */
    public record Found(FieldReference reference) implements Resolution {}

    /** The reference names no field, or its argument does not fit; {@code message} says which. */
    public record Refused(String message) implements Resolution {}

    /**
     * Resolves a reference.
     *
     * @param name the name with everything behind dots, such as {@code evt.arg.flags}
     * @param argument the text in brackets
     */
    public Resolution resolve(String name, Optional<String> argument) {
        Optional<FieldInfo> exact = catalog.find(name);
        if (exact.isPresent()) {
            return argument.map(text -> bracketed(exact.get(), text)).orElseGet(() -> bare(exact.get()));
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Optional<FieldInfo> field = catalog.find(name.substring(0, dot)).filter(FieldResolver::takesSuffix);
            if (field.isPresent()) {
                return argument.isPresent()
                        ? unknown(name, argument)
                        : suffixed(field.get(), name, name.substring(dot + 1));
            }
        }
        return unknown(name, argument);
    }

    private static boolean takesSuffix(FieldInfo field) {
        return switch (field.argument()) {
            case PARAMETER, RAW_PARAMETER, SUFFIX, EVENT_NAME -> true;
            case NONE, INDEX, KEY, INDEX_OR_KEY -> false;
        };
    }

    private static Resolution bare(FieldInfo field) {
        if (!field.argumentRequired()) {
            return found(field, new FieldArgument.None());
        }
        return new Refused(
                takesSuffix(field)
                        ? "filter syntax error: " + field.name()
                        : "filter '" + field.name() + "': " + field.name() + " requires an argument but none provided");
    }

    private static Resolution bracketed(FieldInfo field, String text) {
        return switch (field.argument()) {
            case INDEX ->
                Numbers.parse(text, ParamType.INT32)
                        .<Resolution>map(index -> found(field, new FieldArgument.Index(index.intValue())))
                        .orElseGet(() -> unknown(field.name(), Optional.of(text)));
            case KEY -> found(field, new FieldArgument.Key(text));
            case INDEX_OR_KEY -> found(field, isDigits(text) ? index(text) : new FieldArgument.Key(text));
            case PARAMETER ->
                Numbers.parse(text, ParamType.INT32)
                        .<Resolution>map(index -> found(field, new FieldArgument.Index(index.intValue())))
                        .orElseGet(() -> new Refused(text + " is not a valid number"));
            case RAW_PARAMETER -> new Refused("evt.arg fields must be expressed explicitly");
            case NONE, SUFFIX, EVENT_NAME -> unknown(field.name(), Optional.of(text));
        };
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static FieldArgument index(String text) {
        return new FieldArgument.Index(
                Numbers.parse(text, ParamType.INT32).orElseThrow().intValue());
    }

    private static Resolution suffixed(FieldInfo field, String name, String suffix) {
        return switch (field.argument()) {
            case SUFFIX ->
                suffix.chars().allMatch(c -> Character.isLetter(c) || c == '_')
                        ? found(field, new FieldArgument.Key(suffix))
                        : unknown(name, Optional.empty());
            case EVENT_NAME ->
                Optional.ofNullable(EventIndex.EVENTS.get(suffix))
                        .<Resolution>map(event -> found(field, new FieldArgument.Event(event)))
                        .orElseGet(() -> unknown(name, Optional.empty()));
            default -> parameter(field, name, suffix);
        };
    }

    private static Resolution parameter(FieldInfo field, String name, String suffix) {
        Optional<ParamDescriptor> longest = longestParameter(suffix);
        if (longest.isEmpty()) {
            return new Refused("unknown event argument " + suffix);
        }
        ParamDescriptor descriptor = longest.get();
        if (!descriptor.name().equals(suffix)) {
            return unknown(name, Optional.empty());
        }
        ParamType type = field.argument() == ArgumentForm.RAW_PARAMETER ? descriptor.type() : field.type();
        return new Found(new FieldReference(field, new FieldArgument.Parameter(descriptor), type));
    }

    private static Optional<ParamDescriptor> longestParameter(String text) {
        for (int length = text.length(); length > 0; length--) {
            ParamDescriptor descriptor = EventIndex.PARAMETERS.get(text.substring(0, length));
            if (descriptor != null) {
                return Optional.of(descriptor);
            }
        }
        return Optional.empty();
    }

    /** The event table by name; built when the first reference needs it. */
    private static final class EventIndex {
        private static final Map<String, EventDescriptor> EVENTS = new HashMap<>();
        private static final Map<String, ParamDescriptor> PARAMETERS = new HashMap<>();

        static {
            for (EventDescriptor event : EventTable.all()) {
                EVENTS.putIfAbsent(event.name(), event);
                event.params().forEach(param -> PARAMETERS.putIfAbsent(param.name(), param));
            }
        }
    }

    private static Resolution found(FieldInfo field, FieldArgument argument) {
        return new Found(new FieldReference(field, argument, field.type()));
    }

    private static Resolution unknown(String name, Optional<String> argument) {
        String reference = name + argument.map(text -> "[" + text + "]").orElse("");
        return new Refused("filter_check called with nonexistent field " + reference);
    }
}

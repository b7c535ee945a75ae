package io.peregrine.filter.field;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the declared field that a reference names, and parses its argument. */
public final class FieldResolver {
    /** What stands in the message of a refusal before the name of a field that is not known. */
    public static final String NONEXISTENT = "nonexistent field ";

    private final FieldCatalog catalog;
    private final List<FieldInfo> claimants = new ArrayList<>();

    /** A resolver over the fields of a catalog. */
    public FieldResolver(FieldCatalog catalog) {
        this.catalog = catalog;
        for (FieldInfo field : catalog.fields()) {
            if (isClaiming(field)) {
                claimants.add(field);
            }
        }
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
            case PARAMETER, RAW_PARAMETER, SUFFIX, SRC_OR_DST, EVENT_NAME -> true;
            case NONE, INDEX, NUMBER, KEY, INDEX_OR_KEY, UNSIGNED, UNSIGNED_OR_KEY -> false;
        };
    }

    private static Resolution bare(FieldInfo field) {
        if (!field.argumentRequired()) {
            return found(field, new FieldArgument.None());
        }
        return new Refused(
                isClaiming(field)
                        ? "filter syntax error: " + field.name()
                        : "filter '" + field.name() + "': " + field.name() + " requires an argument but none provided");
    }

    private Resolution bracketed(FieldInfo field, String text) {
        Resolution resolution = switch (field.argument()) {
            case INDEX ->
                Numbers.parse(text, ParamType.INT32)
                        .<Resolution>map(index -> found(field, new FieldArgument.Index(index.intValue())))
                        .orElseGet(() -> unknown(field.name(), Optional.of(text)));
            case NUMBER -> number(field, text);
            case KEY, UNSIGNED_OR_KEY -> found(field, new FieldArgument.Key(text));
            case UNSIGNED -> unsigned(field, text);
            case INDEX_OR_KEY -> found(field, isIndex(text) ? index(text) : new FieldArgument.Key(text));
            case PARAMETER ->
                Numbers.parse(beforeBracket(text), ParamType.INT32)
                        .<Resolution>map(index -> found(field, new FieldArgument.Index(index.intValue())))
                        .orElseGet(() -> new Refused(beforeBracket(text) + " is not a valid number"));
            case RAW_PARAMETER -> new Refused("evt.arg fields must be expressed explicitly");
            case NONE, SUFFIX, SRC_OR_DST, EVENT_NAME -> unknown(field.name(), Optional.of(text));
        };
        return resolution instanceof Found && text.indexOf(']') >= 0
                ? nonexistent(field.name() + "[" + text + "]")
                : resolution;
    }

    private static Resolution number(FieldInfo field, String text) {
        return Numbers.parse(beforeBracket(text), field.type())
                .<Resolution>map(number -> found(field, new FieldArgument.Number(number)))
                .orElseGet(() -> new Refused(beforeBracket(text) + " is not a valid number"));
    }

    private static Resolution unsigned(FieldInfo field, String text) {
        String where = "filter " + field.name() + "[" + text + "] " + field.name() + " has an invalid index argument ";
        if (text.isEmpty() || text.length() > 1 && text.charAt(0) == '0') {
            return new Refused(where + "starting with 0: " + text);
        }
        if (!isDigits(text)) {
            return new Refused(where + "not composed only by digits: " + text);
        }
        try {
            return found(field, new FieldArgument.Number(Long.parseUnsignedLong(text)));
        } catch (NumberFormatException e) {
            return new Refused(where + "not representable on 64 bit: " + text);
        }
    }

    /** Even inside of quotes the first closing bracket is taken for the end of the argument. */
    private static String beforeBracket(String text) {
        int end = text.indexOf(']');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Whether digits are a position: with a zero in front they are a key. */
    private static boolean isIndex(String text) {
        return isDigits(text) && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static FieldArgument index(String text) {
        return new FieldArgument.Index(
                Numbers.parse(text, ParamType.INT32).orElseThrow().intValue());
    }

    private Resolution suffixed(FieldInfo field, String name, String suffix) {
        return switch (field.argument()) {
            case SUFFIX ->
                suffix.chars().allMatch(c -> Character.isLetter(c) || c == '_')
                        ? found(field, new FieldArgument.Key(suffix))
                        : unknown(name, Optional.empty());
            case SRC_OR_DST ->
                suffix.equals("src") || suffix.equals("dst")
                        ? found(field, new FieldArgument.Key(suffix))
                        : unknown(name, Optional.empty());
            case EVENT_NAME ->
                Optional.ofNullable(EventIndex.EVENTS.get(suffix))
                        .<Resolution>map(event -> found(field, new FieldArgument.Event(event)))
                        .orElseGet(() -> unknown(name, Optional.empty()));
            default -> parameter(field, name, suffix);
        };
    }

    private Resolution parameter(FieldInfo field, String name, String suffix) {
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

    private Resolution unknown(String name, Optional<String> argument) {
        String reference = name + argument.map(text -> "[" + text + "]").orElse("");
        Optional<FieldInfo> claimant = claimant(name);
        boolean dotted =
                claimant.filter(field -> name.startsWith(field.name() + ".")).isPresent();
        if (claimant.isPresent() && !dotted) {
            return new Refused("filter syntax error: " + reference);
        }
        return dotted && !takesSuffix(claimant.get())
                ? new Refused("wrong syntax for " + claimant.get().name())
                : nonexistent(reference);
    }

    /** The field that a name begins with, if it claims such names; of several the longest. */
    private Optional<FieldInfo> claimant(String name) {
        for (FieldInfo claiming : claimants) {
            if (name.startsWith(claiming.name())) {
                return catalog.fields().stream()
                        .filter(field -> name.startsWith(field.name()))
                        .max(Comparator.comparingInt(field -> field.name().length()))
                        .filter(FieldResolver::isClaiming);
            }
        }
        return Optional.empty();
    }

    private static Resolution nonexistent(String reference) {
        return new Refused("filter_check called with " + NONEXISTENT + reference);
    }

    /** Fields that must have such an argument are meant by every name that begins with theirs. */
    private static boolean isClaiming(FieldInfo field) {
        return field.argumentRequired() && (takesSuffix(field) || field.argument() == ArgumentForm.NUMBER);
    }
}

package io.peregrine.authoring.ruletest;

import io.peregrine.diagnostics.NameDistance;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.event.render.ErrorText;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.FlagSet;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a call as a test writes them: texts, numbers, names of flags joined by bars, names of errors. */
final class ParameterValues {
    private static final int MOST_ERRORS = 200;
    private static final long AT_CURRENT_FOLDER = -100;

    private ParameterValues() {}

    /** The newest exit event with this name. */
    static Optional<EventDescriptor> event(String name) {
        return EventTable.all().stream()
                .filter(event -> event.name().equals(name) && !event.isEnter() && !event.has(EventFlag.OLD_VERSION))
                .reduce((older, newer) -> newer);
    }

    /** What the event table does not know of a call, in a sentence; empty when it knows all. */
    static Optional<String> problem(Step.Call call) {
        Optional<EventDescriptor> event = event(call.event());
        if (event.isEmpty()) {
            return Optional.of("There is no event '" + call.event() + "'; see peregrine --list-events.");
        }
        for (Map.Entry<String, String> argument : call.arguments().entrySet()) {
            int index = event.get().indexOf(argument.getKey());
            if (index < 0) {
                return Optional.of("The event '" + call.event() + "' has no parameter '" + argument.getKey() + "'"
                        + NameDistance.closest(argument.getKey(), names(event.get()))
                                .map(name -> "; did you mean '" + name + "'?")
                                .orElse("; it has " + String.join(", ", names(event.get())) + "."));
            }
            ParamDescriptor param = event.get().params().get(index);
            if (param.type().size() > 0 && number(param, argument.getValue()).isEmpty()) {
                return Optional.of("'" + argument.getValue() + "' is no value of the parameter '" + param.name()
                        + "': a number" + (param.flagSet().isPresent() ? ", or names of flags joined by |" : "") + ".");
            }
        }
        return Optional.empty();
    }

    private static List<String> names(EventDescriptor event) {
        return event.params().stream().map(ParamDescriptor::name).toList();
    }

    /** Writes a value that a test gives. */
    static void write(EventWriter writer, ParamDescriptor param, String value) {
        if (param.type().size() > 0) {
            writer.number(number(param, value).orElse(0), param.type().size());
        } else if (param.type().isText()) {
            writer.text(ByteString.of(value));
        } else {
            writer.bytes(buffer(value));
        }
    }

    /** The bytes of a buffer: a text, or {@code hex:} and two digits for each byte. */
    private static byte[] buffer(String value) {
        return value.matches("hex:([0-9a-fA-F]{2})*")
                ? HexFormat.of().parseHex(value.substring("hex:".length()))
                : value.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the usual value of a parameter that a test leaves out. */
    static void writeUsual(EventWriter writer, ParamDescriptor param) {
        if (param.type().isText()) {
            writer.text(ByteString.EMPTY);
        } else if (param.type().size() == 0) {
            writer.empty();
        } else {
            writer.number(
                    param.name().endsWith("dirfd") || param.name().endsWith("dir") ? AT_CURRENT_FOLDER : 0,
                    param.type().size());
        }
    }

    private static OptionalLong number(ParamDescriptor param, String value) {
        try {
            return OptionalLong.of(Long.decode(value));
        } catch (NumberFormatException e) {
            OptionalLong error = error(value);
            return error.isPresent()
                            && (param.type() == ParamType.ERRNO
                                    || param.type() == ParamType.FD
                                    || param.type() == ParamType.PID)
                    ? error
                    : param.flagSet().map(set -> flags(set, value)).orElse(OptionalLong.empty());
        }
    }

    private static OptionalLong flags(FlagSet set, String value) {
        long bits = 0;
        for (String word : value.split("[| ]+")) {
            Optional<FlagSet.Entry> entry = set.entries().stream()
                    .filter(known -> known.name().equals(word.toUpperCase(Locale.ROOT))
                            || known.name().equals(word))
                    .findFirst();
            if (entry.isEmpty()) {
                return OptionalLong.empty();
            }
            bits |= entry.get().value();
        }
        return OptionalLong.of(bits);
    }

    /** The result of a call that ends with this error; 0 for no error, and for a name that is none. */
    static long errorOrZero(String name) {
        return error(name).orElse(0);
    }

    private static OptionalLong error(String name) {
        for (int number = 1; number < MOST_ERRORS; number++) {
            if (!name.isEmpty() && ErrorText.name(number).equals(name)) {
                return OptionalLong.of(-number);
            }
        }
        return OptionalLong.empty();
    }
}

package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Extractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.ListExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.plugin.FieldDeclaration;
import io.peregrine.plugin.FieldDeclaration.Mark;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.ValueOut;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of an instance as fields of a catalog. An event that does not belong to the plugin's sources and codes has none of them, and the plugin
 * is not asked.
 */
final class PluginFieldClass {
    private final SourceIds sources;
    private final boolean[] accepted;
    private final boolean[] codes = new boolean[1 << 16];
    private final PluginEvent event = new PluginEvent();
    private final ValueOut out = new ValueOut();

    private PluginFieldClass(PluginInstance instance, SourceIds sources) {
        this.sources = sources;
        this.accepted = sources.accepted(instance.registered().extractSources());
        instance.extractCodes().stream().forEach(code -> codes[code] = true);
    }

    /** The fields of an instance; empty when it has none. */
    static Optional<FieldClass> of(PluginInstance instance, SourceIds sources) {
        return instance.plugin()
                .as(FieldExtraction.class)
                .map(extraction -> new PluginFieldClass(instance, sources).declare(instance, extraction));
    }

    private FieldClass declare(PluginInstance instance, FieldExtraction extraction) {
        List<Field> fields = new ArrayList<>();
        for (PluginField field : extraction.fields()) {
            if (fields.stream()
                    .noneMatch(other -> other.name().equals(field.declaration().name()))) {
                fields.add(field(field));
            }
        }
        return new FieldClass(
                instance.registered().name() + " (plugin)",
                "",
                "",
                instance.registered().extractSources().orElse(Set.of()),
                fields);
    }

    private Field field(PluginField field) {
        FieldDeclaration declaration = field.declaration();
        FieldBuilder builder = FieldBuilder.field(declaration.name(), declaration.description())
                .with(FieldFlag.READ_IN_PLACE);
        if (declaration.argument().allowed()) {
            ArgumentForm form = form(declaration.argument());
            builder = declaration.argument().required() ? builder.takes(form) : builder.mayTake(form);
        }
        if (declaration.list()) {
            builder = builder.list();
        }
        if (declaration.marks().contains(Mark.HIDDEN)) {
            builder = builder.with(FieldFlag.HIDDEN);
        }
        if (declaration.marks().contains(Mark.SUGGESTED_OUTPUT)) {
            builder = builder.with(FieldFlag.SUGGESTED_OUTPUT);
        }
        return builder.bound(
                declaration.type().type(),
                PrintFormat.DEC,
                argument -> bind(declaration, field.binder().bind(request(declaration, argument))));
    }

    private static ArgumentForm form(FieldDeclaration.Argument argument) {
        if (argument.index() && argument.key()) {
            return ArgumentForm.UNSIGNED_OR_KEY;
        }
        return argument.index() ? ArgumentForm.UNSIGNED : ArgumentForm.KEY;
    }

    private static FieldRequest request(FieldDeclaration declaration, FieldArgument argument) {
        return switch (argument) {
            case FieldArgument.Number(long index) -> new FieldRequest(Optional.empty(), OptionalLong.of(index));
            case FieldArgument.Key(String key) ->
                new FieldRequest(Optional.of(key), declaration.argument().index() ? index(key) : OptionalLong.empty());
            default -> FieldRequest.NONE;
        };
    }

    /** The number that a key is as well, when it is written as one. */
    private static OptionalLong index(String key) {
        boolean digits = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || key.length() > 1 && key.charAt(0) == '0') {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(key));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private Binding bind(FieldDeclaration declaration, FieldReader reader) {
        Extractor extractor = extractor(declaration, reader);
        return Binding.same(new Value(declaration.type().type(), declaration.list(), PrintFormat.DEC, extractor, true));
    }

    private Extractor extractor(FieldDeclaration declaration, FieldReader reader) {
        if (declaration.list()) {
            return (ListExtractor) (context, list) -> {
                list.clear();
                return shows(context) && reader.read(event, out.into(list));
            };
        }
        if (declaration.type().isNumber()) {
            return (NumberExtractor) (context, slot) -> shows(context) && reader.read(event, out.into(slot));
        }
        return (BytesExtractor) (context, slot) -> shows(context) && reader.read(event, out.into(slot));
    }

    /** Shows the event to the plugin, unless it is none of its. */
    private boolean shows(EventContext context) {
        if (!codes[context.event().code()]) {
            return false;
        }
        int index = sources.index(context.event().sourceId());
        if (index < 0 || !accepted[index]) {
            return false;
        }
        SourceName source = sources.name(index);
        event.show(context, source);
        return true;
    }
}

package io.peregrine.container.field;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.ADDED_SLOT;

import io.peregrine.container.Subject;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes fields that read the container of the event: without a value while nothing is known of it. */
record MetadataReading(Subject subject) {
    /** A text of the container. */
    Field text(String name, String description, Function<Container, ByteString> get, FieldFlag... flags) {
        return builder(name, description, flags).text((context, out) -> {
            Container container = subject.container(context);
            return !container.isNone() && out.set(get.apply(container));
        });
    }

    /** A truth about the container. */
    Field truth(String name, String description, Predicate<Container> test) {
        return builder(name, description).flag((context, out) -> {
            Container container = subject.container(context);
            return !container.isNone() && out.set(test.test(container));
        });
    }

    /** A text read in a way of its own. */
    static Field own(String name, String description, BytesExtractor extractor, FieldFlag... flags) {
        return builder(name, description, flags).text(extractor);
    }

    /** A text by an argument. */
    static Field by(
            ArgumentForm form,
            String name,
            String description,
            Function<FieldArgument, BytesExtractor> bind,
            FieldFlag... flags) {
        return builder(name, description, flags)
                .takes(form)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> Binding.same(Value.text(bind.apply(argument))));
    }

    static FieldBuilder builder(String name, String description, FieldFlag... flags) {
        return field(name, description).on(ADDED_SLOT).with(flags);
    }
}

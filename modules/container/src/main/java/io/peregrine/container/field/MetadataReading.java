package io.peregrine.container.field;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.ADDED_SLOT;

import io.peregrine.container.AwaitedContainer;
import io.peregrine.container.Subject;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldBuilder;
import io.peregrine.fields.LateReading;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes fields that read the container of the event: without a value while what they read is not known of it. */
record MetadataReading(Subject subject) {
    /** A text of the container. */
    Field text(String name, String description, Function<Container, ByteString> get, FieldFlag... flags) {
        return read(name, description, (container, out) -> out.set(get.apply(container)), flags);
    }

    /** A text of the container that its runtime may announce before the rest. */
    Field announced(String name, String description, Function<Container, ByteString> get, FieldFlag... flags) {
        AwaitedContainer.Reader reader = (container, out) -> out.set(get.apply(container));
        return builder(name, description, flags)
                .late(context -> subject.awaited(context).map(container -> container.announced(reader)))
                .text((context, out) -> {
                    Container container = announced(context);
                    return !container.isNone() && reader.read(container, out);
                });
    }

    /** A text of the container that it may not have. */
    Field read(String name, String description, AwaitedContainer.Reader reader, FieldFlag... flags) {
        return builder(name, description, flags).late(late(reader)).text(extractor(reader));
    }

    /** Reads a text of a container that others on its machine may have to tell. */
    @FunctionalInterface
    interface AmongOthers {
        /** Reads it; false when there is none. */
        boolean read(EventContext context, Container container, Slot out);
    }

    /** A text that others on the machine may tell; when it comes late, by another thread, the container alone. */
    Field among(String name, String description, AmongOthers reader, AwaitedContainer.Reader later) {
        return builder(name, description).late(late(later)).text((context, out) -> {
            Container container = container(context);
            return !container.isNone() && reader.read(context, container, out);
        });
    }

    /** The container of the event, {@link Container#NONE} while no more than its announcement is known; that it may come is told to whoever reads it. */
    Container container(EventContext context) {
        Container container = subject.container(context);
        if (container.isDescribed()) {
            return container;
        }
        noteLack(context);
        return Container.NONE;
    }

    /** The same with no more than its announcement. */
    private Container announced(EventContext context) {
        Container container = subject.container(context);
        if (container.isNone()) {
            noteLack(context);
        }
        return container;
    }

    private void noteLack(EventContext context) {
        if (subject.isUntold(context)) {
            context.lack();
        }
    }

    private BytesExtractor extractor(AwaitedContainer.Reader reader) {
        return (context, out) -> {
            Container container = container(context);
            return !container.isNone() && reader.read(container, out);
        };
    }

    private LateReading late(AwaitedContainer.Reader reader) {
        return context -> subject.awaited(context).map(container -> container.value(reader));
    }

    /** A truth about the container. */
    Field truth(String name, String description, Predicate<Container> test) {
        return builder(name, description)
                .late(late((container, out) -> out.set(test.test(container))))
                .flag((context, out) -> {
                    Container container = container(context);
                    return !container.isNone() && out.set(test.test(container));
                });
    }

    /** A text read in a way of its own. */
    static Field own(String name, String description, BytesExtractor extractor, FieldFlag... flags) {
        return builder(name, description, flags).text(extractor);
    }

    /** A text by an argument. */
    Field by(
            ArgumentForm form,
            String name,
            String description,
            Function<FieldArgument, AwaitedContainer.Reader> bind,
            FieldFlag... flags) {
        return builder(name, description, flags).takes(form).bound(ParamType.CHARBUF, PrintFormat.NA, argument -> {
            AwaitedContainer.Reader reader = bind.apply(argument);
            return Binding.same(Value.text(extractor(reader))).late(late(reader));
        });
    }

    static FieldBuilder builder(String name, String description, FieldFlag... flags) {
        return field(name, description).on(ADDED_SLOT).with(flags);
    }
}

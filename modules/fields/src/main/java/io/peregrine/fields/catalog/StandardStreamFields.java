package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.Slot;
import io.peregrine.state.descriptor.Descriptor;
import java.util.ArrayList;
import java.util.List;

/** The process fields of descriptors 0, 1 and 2. */
final class StandardStreamFields {
    private static final List<String> STREAMS = List.of("stdin", "stdout", "stderr");

    private StandardStreamFields() {}

    /** Reads a text of a descriptor. */
    @FunctionalInterface
    private interface Reading {
        boolean read(Descriptor descriptor, Slot out);
    }

    static List<Field> all() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < STREAMS.size(); i++) {
            String stream = STREAMS.get(i);
            fields.add(field("proc." + stream + ".type", "What kind of descriptor the process has as " + stream + ".")
                    .text(of(i, (descriptor, out) -> DescriptorReadings.type(descriptor, out))));
        }
        for (int i = 0; i < STREAMS.size(); i++) {
            String stream = STREAMS.get(i);
            fields.add(field(
                            "proc." + stream + ".name",
                            "The name of the descriptor that the process has as " + stream + ".")
                    .text(of(i, (descriptor, out) -> out.set(descriptor.name()))));
        }
        return fields;
    }

    private static BytesExtractor of(int number, Reading reading) {
        return (context, out) -> {
            Descriptor descriptor = context.thread().descriptor(number);
            return !descriptor.isNone() && reading.read(descriptor, out);
        };
    }
}

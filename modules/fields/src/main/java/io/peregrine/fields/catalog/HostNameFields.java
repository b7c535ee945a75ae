package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.ComparingExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.Slot;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Constant;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import java.util.List;
import java.util.Optional;

/** The descriptor fields of host names: a condition compares the address with those that its right side resolves to. */
final class HostNameFields {
    private HostNameFields() {}

    static List<Field> names(HostNames hosts) {
        return List.of(
                name("fd.cip.name", "the client's address", SocketAddressFields.CLIENT, hosts),
                name("fd.sip.name", "the server's address", SocketAddressFields.SERVER, hosts),
                name("fd.lip.name", "the local address", SocketAddressFields.LOCAL, hosts),
                name("fd.rip.name", "the remote address", SocketAddressFields.REMOTE, hosts));
    }

    private static Field name(String name, String subject, BytesExtractor address, HostNames hosts) {
        return field(
                        name,
                        "The host name of " + subject
                                + ", among the names that rules ask for; conditions take =, !=, in and exists.")
                .with(FieldFlag.NO_RIGHT_SIDE, FieldFlag.NO_TRANSFORMER)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument -> Binding.of(
                                Value.of(ParamType.CHARBUF, PrintFormat.NA, new ByAddress(name, address, hosts)),
                                Value.text((context, out) -> nameOf(context, out, address, hosts))));
    }

    private static boolean nameOf(EventContext context, Slot out, BytesExtractor address, HostNames hosts) {
        if (!address.extract(context, out)) {
            return false;
        }
        Optional<ByteString> name = hosts.nameOf(out.bytes(), out.offset(), out.length());
        return name.isPresent() && out.set(name.get());
    }

    /** Comparisons of an address with names. */
    private record ByAddress(String field, BytesExtractor address, HostNames hosts) implements ComparingExtractor {
        @Override
        public Comparison compare(Operator operator, List<Constant> values) {
            List<String> names = values.stream()
                    .filter(Constant.Bytes.class::isInstance)
                    .map(value -> ((Constant.Bytes) value).text())
                    .toList();
            names.forEach(hosts::watch);
            return switch (operator) {
                case EXISTS ->
                    (context, scratch) -> DescriptorReadings.applies(context)
                            && !DescriptorReadings.of(context).isNone();
                case EQ, IN -> (context, scratch) -> hasAddress(context, scratch) && isOneOf(names, scratch);
                case NE -> (context, scratch) -> hasAddress(context, scratch) && !isOneOf(names, scratch);
                default ->
                    throw new FieldException(
                            field + " can be compared with =, !=, in and exists, not with " + operator.symbol() + ".");
            };
        }

        private boolean hasAddress(EventContext context, Slot out) {
            Descriptor descriptor = context.thread().isNone() ? Descriptor.NONE : DescriptorReadings.of(context);
            return DescriptorReadings.isConnection(descriptor) && address.extract(context, out);
        }

        private boolean isOneOf(List<String> names, Slot slot) {
            for (int i = 0; i < names.size(); i++) {
                if (hosts.has(names.get(i), slot.bytes(), slot.offset(), slot.length())) {
                    return true;
                }
            }
            return false;
        }
    }
}

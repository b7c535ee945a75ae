package io.peregrine.fields.catalog;

import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.Binding;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.SocketAddresses;

/** Both ends of a socket as candidates, for {@code fd.ip}, {@code fd.port} and {@code fd.net}; the field exists for every known descriptor. */
record EitherEnd(What what) implements AnyExtractor {
    /** What of an end is compared. */
    enum What {
        ADDRESS,
        NETWORK,
        PORT
    }

    /** A field of this type for conditions alone. */
    static Binding binding(ParamType type, EitherEnd ends) {
        NumberExtractor nothing = (context, out) -> false;
        return Binding.of(Value.of(type, PrintFormat.NA, ends), Value.of(type, PrintFormat.NA, nothing));
    }

    @Override
    public boolean extract(EventContext context, SlotList out) {
        out.clear();
        if (!DescriptorReadings.applies(context)) {
            return false;
        }
        Descriptor descriptor = DescriptorReadings.of(context);
        switch (descriptor.addresses()) {
            case SocketAddresses.Internet pair -> {
                add(out, descriptor, pair.clientHigh(), pair.clientLow(), pair.clientPort());
                add(out, descriptor, pair.serverHigh(), pair.serverLow(), pair.serverPort());
            }
            case SocketAddresses.Bound bound -> add(out, descriptor, bound.high(), bound.low(), bound.port());
            case SocketAddresses.Unix unix -> {}
            case SocketAddresses.None none -> {}
        }
        return !descriptor.isNone();
    }

    private void add(SlotList out, Descriptor descriptor, long high, long low, int port) {
        if (what == What.PORT) {
            out.add().set(port);
        } else {
            DescriptorReadings.address(descriptor, high, low, out.add());
        }
    }

    @Override
    public boolean unequalMeansAll() {
        return true;
    }

    @Override
    public boolean firstItemOnly() {
        return what == What.NETWORK;
    }
}

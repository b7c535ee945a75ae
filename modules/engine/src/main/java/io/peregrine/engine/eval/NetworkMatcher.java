package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.filter.typed.Constant;

/** Whether an address lies in a network of its own family. */
final class NetworkMatcher implements SlotMatcher {
    private final byte[] network;
    private final int wholeBytes;
    private final int tailMask;

    NetworkMatcher(Constant.Network constant) {
        network = constant.address().value();
        wholeBytes = constant.prefixLength() / 8;
        tailMask = 0xff00 >> constant.prefixLength() % 8 & 0xff;
    }

    @Override
    public boolean matches(Slot value) {
        if (value.length() != network.length) {
            return false;
        }
        byte[] bytes = value.bytes();
        int from = value.offset();
        for (int i = 0; i < wholeBytes; i++) {
            if (bytes[from + i] != network[i]) {
                return false;
            }
        }
        return tailMask == 0 || ((bytes[from + wholeBytes] ^ network[wholeBytes]) & tailMask) == 0;
    }
}

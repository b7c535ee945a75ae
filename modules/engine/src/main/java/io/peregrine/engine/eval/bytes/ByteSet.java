package io.peregrine.engine.eval.bytes;

import java.util.List;

/** A set of byte strings. */
public final class ByteSet implements ByteMatcher {
    private final ByteDictionary members;

    private ByteSet(ByteDictionary members) {
        this.members = members;
    }

    /** The set of these strings, in the form that suits their number; the list is gone through several times. */
    public static ByteMatcher of(List<byte[]> strings) {
        if (FourByteSet.suits(strings)) {
            return FourByteSet.of(strings);
        }
        return PackedSet.suits(strings) ? PackedSet.of(strings) : new ByteSet(ByteDictionary.of(strings));
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        return members.find(bytes, from, to) >= 0;
    }
}

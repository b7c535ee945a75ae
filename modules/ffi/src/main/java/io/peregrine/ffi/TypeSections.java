package io.peregrine.ffi;

import java.nio.ByteBuffer;

/**
 * Type information of the kernel taken apart: a sequence of types, numbered from 1, and the texts that they point into. A type begins with three
 * numbers: the place of its name, its kind with a count, and its size or another type's number.
 *
 * @param types the types, valid as long as the memory that they were read to
 * @param texts texts that end with a zero
 */
record TypeSections(ByteBuffer types, byte[] texts) {
    /** Bytes of what every type begins with. */
    static final int HEAD = 12;

    private static final int MAGIC = 0xEB9F;
    private static final int VERSION = 1;
    private static final int HEADER = 24;

    /**
     * Takes apart.
     *
     * @throws IllegalArgumentException when this is none
     * @throws IndexOutOfBoundsException when it ends too early
     */
    static TypeSections of(ByteBuffer content) {
        if (Short.toUnsignedInt(content.getShort(0)) != MAGIC || content.get(2) != VERSION) {
            throw new IllegalArgumentException("it does not begin as such a file does");
        }
        int header = content.getInt(4);
        ByteBuffer types = section(content, header, 8);
        ByteBuffer texts = section(content, header, 16);
        byte[] copy = new byte[texts.remaining()];
        texts.get(copy);
        return new TypeSections(types, copy);
    }

    private static ByteBuffer section(ByteBuffer content, int header, int at) {
        return content.slice(header + content.getInt(at), content.getInt(at + 4))
                .order(content.order());
    }

    /** The form of a file with such sections. */
    static void putHeader(ByteBuffer target, int types, int texts) {
        target.putShort((short) MAGIC).put((byte) VERSION).put((byte) 0).putInt(HEADER);
        target.putInt(0).putInt(types).putInt(types).putInt(texts);
    }

    /** Bytes of {@link #putHeader}. */
    static int headerBytes() {
        return HEADER;
    }

    /** The kind of the type that lies here, in bytes. */
    TypeKind kind(int at) {
        return TypeKind.of(TypeKind.code(types.getInt(at + 4)));
    }

    /** How many members, values or parameters it has. */
    int count(int at) {
        return TypeKind.count(types.getInt(at + 4));
    }

    /** Bytes of a text without its end. */
    int textLength(int at) {
        int end = at;
        while (texts[end] != 0) {
            end++;
        }
        return end - at;
    }
}

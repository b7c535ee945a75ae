package io.peregrine.ffi;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over all types, which finds those with wanted names and notes where each type is. The interpreter runs most of it, so that it works on
 * arrays of numbers, and compares a name only when its first two bytes are those of a wanted one.
 */
final class TypeSearch {
    private static final int WORDS = 16 << 10;
    private static final int HEAD_WORDS = TypeSections.HEAD / Integer.BYTES;
    private static final int EXPECTED_TYPES = 160 << 10;
    private static final int UNDERSCORES = 3;

    private final TypeSections sections;
    private final byte[][] wanted;
    private final boolean[] beginnings = new boolean[1 << 16];
    private final int[] fixed = new int[TypeKind.values().length];
    private final int[] each = new int[fixed.length];
    private final boolean[] lookedUp = new boolean[fixed.length];
    private final int[] numbers;
    private final List<Integer> found = new ArrayList<>();
    private int[] places = new int[EXPECTED_TYPES];

    TypeSearch(TypeSections sections, List<String> names) {
        this.sections = sections;
        numbers = new int[names.size()];
        wanted = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (byte[] name : wanted) {
            beginnings[beginning(name, 0)] = true;
        }
        for (TypeKind kind : TypeKind.values()) {
            fixed[kind.ordinal()] = HEAD_WORDS + kind.fixed() / Integer.BYTES;
            each[kind.ordinal()] = kind.each() / Integer.BYTES;
            lookedUp[kind.ordinal()] = kind.isLookedUp();
        }
    }

    private static int beginning(byte[] text, int at) {
        return (text[at] & 0xFF) << 8 | text[at + 1] & 0xFF;
    }

    /** Goes through the types. */
    void run() {
        IntBuffer types = words(sections.types());
        int[] words = new int[WORDS];
        int end = types.limit();
        int from = 0;
        int filled = 0;
        int at = 0;
        int number = 1;
        while (from + at < end) {
            if (at + HEAD_WORDS > filled) {
                from += at;
                at = 0;
                filled = Math.min(WORDS, end - from);
                types.get(from, words, 0, filled);
            }
            if (number == places.length) {
                places = Arrays.copyOf(places, number * 2);
            }
            places[number] = from + at;
            at += look(words[at], words[at + 1], number);
            number++;
        }
    }

    /** Looks at a type; returns how many numbers it is long. */
    private int look(int name, int info, int number) {
        int kind = TypeKind.code(info);
        if (kind >= fixed.length) {
            throw TypeKind.unknown(kind);
        }
        if (lookedUp[kind] && beginnings[beginning(sections.texts(), name)]) {
            compare(name, number);
        }
        return fixed[kind] + TypeKind.count(info) * each[kind];
    }

    private static IntBuffer words(ByteBuffer types) {
        return types.duplicate().order(types.order()).asIntBuffer();
    }

    private void compare(int text, int number) {
        for (int i = 0; i < wanted.length; i++) {
            if (begins(text, wanted[i])) {
                found.add(number);
                if (sections.texts()[text + wanted[i].length] == 0 && numbers[i] == 0) {
                    numbers[i] = number;
                }
                return;
            }
        }
    }

    /** Whether a text is this name, or goes on behind it with three underscores. */
    private boolean begins(int at, byte[] name) {
        byte[] texts = sections.texts();
        for (int i = 0; i < name.length; i++) {
            if (texts[at + i] != name[i]) {
                return false;
            }
        }
        int behind = at + name.length;
        if (texts[behind] == 0) {
            return true;
        }
        for (int i = 0; i < UNDERSCORES; i++) {
            if (texts[behind + i] != '_') {
                return false;
            }
        }
        return true;
    }

    /** By wanted name the number of the first type that has it, 0 for none. */
    int[] numbers() {
        return numbers;
    }

    /** The numbers of all types with a wanted name, in their order. */
    List<Integer> found() {
        return found;
    }

    /** Where a type lies, in bytes. */
    int place(int number) {
        return places[number] * Integer.BYTES;
    }
}

package io.peregrine.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which types of the kernel the relocations of an object file begin at ({@code struct bpf_core_relo} of its section {@code .BTF.ext}).
 *
 * @param roots their names
 */
record Relocations(Set<String> roots) {
    /** Bytes behind a type's head, by kind: fixed, and for each member. */
    private static final int[][] LENGTHS = {
        {0, 0}, {4, 0}, {0, 0}, {12, 0}, {0, 12}, {0, 12}, {0, 8}, {0, 0}, {0, 0}, {0, 0},
        {0, 0}, {0, 0}, {0, 0}, {0, 8}, {4, 0}, {0, 12}, {0, 0}, {4, 0}, {0, 0}, {0, 12}
    };

    static Relocations of(byte[] image) {
        Map<String, ByteBuffer> sections = sections(little(ByteBuffer.wrap(image)));
        List<String> names = names(sections.get(".BTF"));
        ByteBuffer more = sections.get(".BTF.ext");
        int at = more.getInt(4) + more.getInt(24);
        int end = at + more.getInt(28);
        int size = more.getInt(at);
        Set<String> roots = new TreeSet<>();
        for (at += 4; at < end; ) {
            int count = more.getInt(at + 4);
            at += 8;
            for (int i = 0; i < count; i++, at += size) {
                roots.add(names.get(more.getInt(at + 4)));
            }
        }
        return new Relocations(roots);
    }

    private static ByteBuffer little(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, ByteBuffer> sections(ByteBuffer file) {
        int headers = (int) file.getLong(0x28);
        int size = file.getShort(0x3A);
        int texts = (int) file.getLong(headers + file.getShort(0x3E) * size + 0x18);
        Map<String, ByteBuffer> sections = new HashMap<>();
        for (int i = 0; i < file.getShort(0x3C); i++) {
            int header = headers + i * size;
            String name = text(file, texts + file.getInt(header));
            sections.put(
                    name,
                    little(file.slice(
                            (int) file.getLong(header + 0x18),
                            Math.min(
                                    (int) file.getLong(header + 0x20),
                                    file.capacity() - (int) file.getLong(header + 0x18)))));
        }
        return sections;
    }

    private static List<String> names(ByteBuffer types) {
        int begin = types.getInt(4);
        int texts = begin + types.getInt(16);
        int end = begin + types.getInt(8) + types.getInt(12);
        List<String> names = new ArrayList<>(List.of(""));
        for (int at = begin + types.getInt(8); at < end; ) {
            int info = types.getInt(at + 4);
            names.add(text(types, texts + types.getInt(at)));
            int[] lengths = LENGTHS[info >>> 24 & 0x1F];
            at += 12 + lengths[0] + (info & 0xFFFF) * lengths[1];
        }
        return names;
    }

    private static String text(ByteBuffer buffer, int at) {
        int end = at;
        while (buffer.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - at];
        buffer.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

package io.peregrine.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A 64-bit little-endian ELF file, as far as the versions of symbols go that it asks of other libraries (section {@code .gnu.version_r} of the LSB).
 *
 * <pre>
 *   Elf64_Verneed  version u16 | count u16 | file u32 | aux u32 | next u32
 *   Elf64_Vernaux  hash u32 | flags u16 | other u16 | name u32 | next u32
 * </pre>
 */
final class ElfFile {
    private static final int MAGIC = 0x464c457f;
    private static final int SECTION_SIZE = 64;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;

    private final ByteBuffer bytes;

    private ElfFile(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The file, if it is one. */
    static Optional<ElfFile> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.limit() > SECTION_SIZE && bytes.getInt(0) == MAGIC
                ? Optional.of(new ElfFile(bytes))
                : Optional.empty();
    }

    /** The names of versions such as GLIBC_2.17 that it needs. */
    Set<String> neededVersions() {
        Set<String> names = new TreeSet<>();
        long table = bytes.getLong(40);
        int count = bytes.getShort(60);
        for (int i = 0; i < count; i++) {
            int section = (int) table + i * SECTION_SIZE;
            if (bytes.getInt(section + 4) == VERSIONS_NEEDED) {
                int strings = (int) table + bytes.getInt(section + 40) * SECTION_SIZE;
                collect(names, (int) bytes.getLong(section + 24), bytes.getInt(section + 44), (int)
                        bytes.getLong(strings + 24));
            }
        }
        return names;
    }

    private void collect(Set<String> names, int start, int libraries, int strings) {
        int library = start;
        for (int i = 0; i < libraries; i++) {
            int version = library + bytes.getInt(library + 8);
            for (int j = 0; j < bytes.getShort(library + 2); j++) {
                names.add(text(strings + bytes.getInt(version + 8)));
                version += bytes.getInt(version + 12);
            }
            library += bytes.getInt(library + 12);
        }
    }

    private String text(int start) {
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), start, end - start, StandardCharsets.US_ASCII);
    }
}

package io.peregrine.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of an object file of the programs, as its section {@code .BTF} tells them, and those of the kernel that its relocations begin at ({@code
 * .BTF.ext}). Source: the kernel's {@code Documentation/bpf/btf.rst}; the file is a little-endian ELF file of 64 bits.
 */
final class TypeInformation {
    private static final int INT = 1;
    private static final int POINTER = 2;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FUNCTION_PROTOTYPE = 13;
    private static final int VARIABLE = 14;
    private static final int DATA_SECTION = 15;
    private static final int FLOAT = 16;
    private static final int DECLARATION_TAG = 17;
    private static final int ENUM_64 = 19;

    /** One type: where its head lies and what stands behind it. */
    private record Type(String name, int kind, int count, boolean bitFields, int sizeOrType, int details) {}

    private final ByteBuffer bytes;
    private final int strings;
    private final List<Type> types = new ArrayList<>();

    private TypeInformation(ByteBuffer section) {
        bytes = section;
        int header = bytes.getInt(4);
        int typesAt = header + bytes.getInt(8);
        int typesEnd = typesAt + bytes.getInt(12);
        strings = header + bytes.getInt(16);
        types.add(new Type("", INT, 0, false, 0, 0));
        for (int at = typesAt; at < typesEnd; ) {
            int information = bytes.getInt(at + 4);
            Type type = new Type(
                    text(bytes.getInt(at)),
                    information >> 24 & 0x1f,
                    information & 0xffff,
                    information < 0,
                    bytes.getInt(at + 8),
                    at + 12);
            types.add(type);
            at = type.details + detailBytes(type);
        }
    }

    /** The types of an object file. */
    static TypeInformation of(byte[] image) {
        return new TypeInformation(section(image, ".BTF"));
    }

    /** The names of the kernel's types at which the relocations of an object file begin ({@code struct bpf_core_relo}). */
    static Set<String> lookedUp(byte[] image) {
        TypeInformation known = of(image);
        ByteBuffer more = section(image, ".BTF.ext");
        int at = more.getInt(4) + more.getInt(24);
        int end = at + more.getInt(28);
        int size = more.getInt(at);
        Set<String> names = new TreeSet<>();
        for (at += 4; at < end; ) {
            int count = more.getInt(at + 4);
            at += 8;
            for (int i = 0; i < count; i++, at += size) {
                names.add(known.types.get(more.getInt(at + 4)).name);
            }
        }
        return names;
    }

    private static ByteBuffer section(byte[] image, String name) {
        ByteBuffer file = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int sections = (int) file.getLong(40);
        int entrySize = file.getShort(58);
        int names = (int) file.getLong(sections + file.getShort(62) * entrySize + 24);
        for (int i = 0; i < file.getShort(60); i++) {
            int section = sections + i * entrySize;
            if (text(file, names + file.getInt(section)).equals(name)) {
                int at = (int) file.getLong(section + 24);
                int size = (int) file.getLong(section + 32);
                return file.slice(at, size).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new IllegalArgumentException("The object file has no section " + name + ": it was compiled without -g.");
    }

    /** The structure with this name. */
    CStructure structure(String name) {
        Type found = type(STRUCT, name);
        Map<String, CStructure.Member> members = new LinkedHashMap<>();
        addMembers(found, 0, members);
        return new CStructure(found.sizeOrType, members);
    }

    /** The values of the enumeration with this name, by the names of its constants in their order. */
    Map<String, Integer> enumeration(String name) {
        Type found = type(ENUM, name);
        Map<String, Integer> values = new LinkedHashMap<>();
        for (int i = 0; i < found.count; i++) {
            int at = found.details + 8 * i;
            values.put(text(bytes.getInt(at)), bytes.getInt(at + 4));
        }
        return values;
    }

    private Type type(int kind, String name) {
        return types.stream()
                .filter(type -> type.kind == kind && type.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The object file describes no type " + name + "."));
    }

    private void addMembers(Type type, int base, Map<String, CStructure.Member> members) {
        for (int i = 0; i < type.count; i++) {
            int at = type.details + 12 * i;
            String name = text(bytes.getInt(at));
            Type of = resolved(bytes.getInt(at + 4));
            int bits = type.bitFields ? bytes.getInt(at + 8) & 0xffffff : bytes.getInt(at + 8);
            if (name.isEmpty()) {
                addMembers(of, base + bits / 8, members);
            } else {
                members.put(name, new CStructure.Member(base + bits / 8, size(of)));
            }
        }
    }

    private int size(Type type) {
        return switch (type.kind) {
            case ARRAY -> size(resolved(bytes.getInt(type.details))) * bytes.getInt(type.details + 8);
            case POINTER -> 8;
            default -> type.sizeOrType;
        };
    }

    /** The type behind names and qualifiers. */
    private Type resolved(int id) {
        Type type = types.get(id);
        return switch (type.kind) {
            case INT, POINTER, ARRAY, STRUCT, UNION, ENUM, ENUM_64, FLOAT -> type;
            default -> resolved(type.sizeOrType);
        };
    }

    private static int detailBytes(Type type) {
        return switch (type.kind) {
            case INT, VARIABLE, DECLARATION_TAG -> 4;
            case ARRAY -> 12;
            case STRUCT, UNION, DATA_SECTION, ENUM_64 -> 12 * type.count;
            case ENUM, FUNCTION_PROTOTYPE -> 8 * type.count;
            default -> 0;
        };
    }

    private String text(int offset) {
        return text(bytes, strings + offset);
    }

    private static String text(ByteBuffer from, int start) {
        int end = start;
        while (from.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        from.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

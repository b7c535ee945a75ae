package io.peregrine.ffi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types that were found and all that they consist of, numbered anew. What a pointer points to is left out: a program that follows it asks for that
 * type by its name.
 */
final class TypeExcerpt {
    private final TypeSections all;
    private final TypeSearch search;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();

    TypeExcerpt(TypeSections all, TypeSearch search) {
        this.all = all;
        this.search = search;
        texts.write(0);
        search.found().forEach(this::number);
    }

    /** The number in the excerpt of a type, which belongs to it from now on. */
    private int number(int original) {
        if (original == 0) {
            return 0;
        }
        Integer known = numbers.get(original);
        if (known != null) {
            return known;
        }
        taken.add(original);
        numbers.put(original, taken.size());
        return taken.size();
    }

    /** The excerpt as a file. */
    byte[] bytes() {
        List<byte[]> types = new ArrayList<>();
        int length = 0;
        // writing a type may take others in behind it
        for (int i = 0; i < taken.size(); i++) {
            byte[] type = type(search.place(taken.get(i)));
            types.add(type);
            length += type.length;
        }
        ByteBuffer file = ByteBuffer.allocate(TypeSections.headerBytes() + length + texts.size())
                .order(all.types().order());
        TypeSections.putHeader(file, length, texts.size());
        types.forEach(file::put);
        return file.put(texts.toByteArray()).array();
    }

    private byte[] type(int at) {
        TypeKind kind = all.kind(at);
        int count = all.count(at);
        byte[] bytes = new byte[TypeSections.HEAD + kind.fixed() + count * kind.each()];
        all.types().get(at, bytes);
        ByteBuffer type = ByteBuffer.wrap(bytes).order(all.types().order());
        type.putInt(0, text(type.getInt(0)));
        for (int i = 0; kind.each() > 0 && i < count; i++) {
            int member = TypeSections.HEAD + i * kind.each();
            type.putInt(member, text(type.getInt(member)));
        }
        switch (kind.reference()) {
            case NONE -> {}
            case CUT -> type.putInt(8, 0);
            case HEAD -> type.putInt(8, number(type.getInt(8)));
            case ELEMENTS -> {
                type.putInt(TypeSections.HEAD, number(type.getInt(TypeSections.HEAD)));
                type.putInt(TypeSections.HEAD + 4, number(type.getInt(TypeSections.HEAD + 4)));
            }
            case MEMBERS -> {
                for (int member = TypeSections.HEAD; member < bytes.length; member += kind.each()) {
                    type.putInt(member + 4, number(type.getInt(member + 4)));
                }
            }
        }
        return bytes;
    }

    /** Copies a text; returns where it is now. */
    private int text(int at) {
        if (at == 0) {
            return 0;
        }
        int place = texts.size();
        texts.write(all.texts(), at, all.textLength(at) + 1);
        return place;
    }
}

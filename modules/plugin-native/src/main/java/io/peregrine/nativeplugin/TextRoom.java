package io.peregrine.nativeplugin;

import io.peregrine.event.ByteString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Room for texts that a plugin reads during a call; what was handed out stays where it is until the call has ended. Owned by the thread that calls the plugin. */
final class TextRoom {
    private static final int PIECE = 1 << 16;

    private final Arena arena;
    private final List<MemorySegment> pieces = new ArrayList<>();
    private int piece;
    private long used;

    TextRoom(Arena arena) {
        this.arena = arena;
    }

    /** The address of a text with a closing NUL. */
    long put(ByteString text) {
        long size = text.length() + 1L;
        while (piece < pieces.size() && used + size > pieces.get(piece).byteSize()) {
            piece++;
            used = 0;
        }
        if (piece == pieces.size()) {
            pieces.add(arena.allocate(Math.max(PIECE, size)));
            used = 0;
        }
        MemorySegment memory = pieces.get(piece);
        MemorySegment.copy(text.array(), 0, memory, ValueLayout.JAVA_BYTE, used, text.length());
        memory.set(ValueLayout.JAVA_BYTE, used + text.length(), (byte) 0);
        long address = memory.address() + used;
        used += size;
        return address;
    }

    /** Forgets all texts. */
    void clear() {
        piece = 0;
        used = 0;
    }
}

package io.peregrine.nativeplugin;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.event.NativeHeader;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An event that a plugin hands to the asynchronous handler: checked, and handed on. For any thread. */
final class AsyncInput {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int PARAMS = 3;
    private static final int ERROR_ROOM = 1024;

    private AsyncInput() {}

    /** Sends the event; the result of the handler. */
    static int send(Owner owner, Optional<AsyncSink> sink, long event, long error) {
        if (sink.isEmpty()) {
            return refuse("async event sent with NULL handler: " + owner.name(), error);
        }
        EventView view = new EventView();
        MemorySegment memory = ProcessMemory.ALL;
        if (event == 0
                || NativeHeader.code(memory, event) != EventCodes.ASYNCEVENT_E
                || NativeHeader.paramCount(memory, event) != PARAMS
                || !view.copyFrom(memory, event, EventLayout.LARGEST, 0)) {
            return refuse("malformed async event produced by plugin: " + owner.name(), error);
        }
        return switch (sink.get().send(view)) {
            case AsyncSink.Answer.Taken() -> SUCCESS;
            case AsyncSink.Answer.Refused(String reason) -> refuse(reason, error);
        };
    }

    private static int refuse(String reason, long error) {
        if (error != 0) {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(text.length, ERROR_ROOM - 1);
            MemorySegment.copy(text, 0, ProcessMemory.ALL, ValueLayout.JAVA_BYTE, error, length);
            ProcessMemory.putByte(error + length, (byte) 0);
        }
        return FAILURE;
    }
}

package io.peregrine.capture.convert;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;

/**
 * The JSON text of a container from an event that told its number, type, name and image one by one. The texts go in as they are.
 */
final class ContainerText {
    private static final int ID = 0;
    private static final int TYPE = 1;
    private static final int NAME = 2;
    private static final int IMAGE = 3;

    private ContainerText() {}

    static void put(EventView from, EventWriter writer) {
        if (!from.has(ID) || !from.has(NAME) || !from.has(IMAGE) || from.paramLength(TYPE) > 4) {
            writer.empty();
            return;
        }
        writer.text(ByteString.of("{\"id\":\"")
                .concat(from.text(ID))
                .concat(ByteString.of("\",\"type\":" + from.unsigned(TYPE) + ",\"name\":\""))
                .concat(from.text(NAME))
                .concat(ByteString.of("\",\"image\":\""))
                .concat(from.text(IMAGE))
                .concat(ByteString.of("\"}")));
    }
}

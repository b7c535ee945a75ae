package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;

/**
 * The image of a container.
 *
 * @param name as it was asked for, or as the runtime calls it
 * @param id without {@code sha256:}
 * @param repository the name without tag and digest
 * @param tag the tag
 * @param digest the digest in its registry
 */
public record Image(ByteString name, ByteString id, ByteString repository, ByteString tag, ByteString digest) {
    /** No image. */
    public static final Image NONE =
            new Image(ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY);
}

package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.List;

/**
 * The network of a container.
 *
 * @param ip its address, empty when it has none of its own
 * @param cniJson what the network plugin said, as JSON
 * @param ports the host's ports that lead into it
 */
public record Network(ByteString ip, ByteString cniJson, List<PortMapping> ports) {
    /** No network known. */
    public static final Network NONE = new Network(ByteString.EMPTY, ByteString.EMPTY, List.of());

    public Network {
        ports = List.copyOf(ports);
    }
}

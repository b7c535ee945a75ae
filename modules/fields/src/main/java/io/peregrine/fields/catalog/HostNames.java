package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import java.util.Optional;

/** Names of hosts and their addresses, as the system's resolver knows them. Safe for any thread; answers from memory, never blocks. */
public interface HostNames {
    /** Knows nothing. */
    HostNames NONE = new HostNames() {
        @Override
        public void watch(String name) {}

        @Override
        public boolean has(String name, byte[] address, int from, int length) {
            return false;
        }

        @Override
        public Optional<ByteString> nameOf(byte[] address, int from, int length) {
            return Optional.empty();
        }
    };

    /** Asks for a name to be resolved and kept fresh; called when a rule set is planned. */
    void watch(String name);

    /**
     * Whether a watched name has this address.
     *
     * @param name the name
     * @param address the array with the address in network order
     * @param from the index of its first byte
     * @param length 4 or 16
     */
    boolean has(String name, byte[] address, int from, int length);

    /** A watched name that has this address. */
    Optional<ByteString> nameOf(byte[] address, int from, int length);
}

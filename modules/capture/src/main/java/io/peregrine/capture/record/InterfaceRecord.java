package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * One address of a network interface. The addresses are in network order, all of 4 bytes (IPv4) or all of 16 (IPv6).
 *
 * @param name of the interface, such as {@code eth0}
 * @param address its address
 * @param netmask its netmask
 * @param broadcast its broadcast address
 * @param linkSpeed as recorded, 0 when unknown
 */
public record InterfaceRecord(
        ByteString name, ByteString address, ByteString netmask, ByteString broadcast, long linkSpeed) {}

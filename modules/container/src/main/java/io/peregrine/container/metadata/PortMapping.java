package io.peregrine.container.metadata;

/**
 * A port of the host that leads into a container.
 *
 * @param hostIp the IPv4 address, most significant byte first
 * @param hostPort on the host
 * @param containerPort inside
 */
public record PortMapping(long hostIp, int hostPort, int containerPort) {}

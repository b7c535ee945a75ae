/**
 * gRPC over unix sockets, as much as CRI and containerd need: one call a connection, bounded in size and time, and messages by field numbers. Nothing here knows a container.
 */
package io.peregrine.container.grpc;

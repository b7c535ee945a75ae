/** Bounded HTTP/1.1 over unix sockets, as much as Docker's and podman's interfaces need. Nothing here knows a container. */
package io.peregrine.container.http;

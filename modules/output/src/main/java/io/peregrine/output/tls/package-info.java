/** Certificates and keys from PEM files, and the TLS contexts made of them, for clients and servers. */
package io.peregrine.output.tls;

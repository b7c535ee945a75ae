/** Alerts posted to a URL: one by one or in batches, over TLS if wanted, through a spool on disk if wanted. */
package io.peregrine.output.http;

/**
 * What plugins cost: events of a native and of a Java source up to a rule, a field of each over a system call's event, a parser's call with one read and one
 * write of a table. The plugins do as little as they can, so that the host's share is what is measured; they are for this package alone.
 */
package io.peregrine.bench.plugin;

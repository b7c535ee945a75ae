/**
 * The event table as data: event codes with their parameters, flag names, system calls by portable id.
 *
 * <p>Everything here is read from the text resources beside it ({@code events.tsv}, {@code flags.tsv}, {@code syscalls.tsv},
 * {@code ia32.tsv}, {@code variants.tsv}); the integer constants {@link io.peregrine.schema.EventCodes} and the C header of the eBPF
 * programs are generated from the same files at build time. Values are immutable and shared by all threads. No decoding, no state
 * and no logic about events may enter.
 */
package io.peregrine.schema;

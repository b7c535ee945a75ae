/**
 * The event table as data: event codes with their parameters, flag names, system calls by portable id.
 *
 * <p>Everything here stands in the text tables beside it ({@code events.tsv}, {@code flags.tsv}, {@code syscalls.tsv},
 * {@code ia32.tsv}, {@code variants.tsv}); the code that makes their objects, the integer constants {@link io.peregrine.schema.EventCodes}
 * and the C header of the eBPF programs are generated from them at build time. Values are immutable and shared by all threads. No decoding, no state
 * and no logic about events may enter.
 */
package io.peregrine.schema;

/**
 * What is known of the machine while events pass: threads and their groups, descriptors, users, groups of users.
 *
 * <p>The tables have one writer, the thread that owns the source, and no locks. What rules can see of a subject is held in immutable
 * records that are replaced on change, so that a value read once stays true; only counters change in place. Handlers turn events
 * into changes; they know parameters and tables and nothing of fields, rules or outputs. Nothing here reads /proc but through
 * {@link io.peregrine.state.ProcessScan}.
 */
package io.peregrine.state;

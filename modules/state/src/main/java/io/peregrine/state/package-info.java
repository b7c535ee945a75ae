/**
 * What is known of the machine while events pass: threads and their groups, descriptors, users, groups of users, what all that weighs; and the {@link
 * io.peregrine.state.EventContext}, which says what an event is about.
 *
 * <p>The tables have one writer, the thread that owns the source, and no locks. What rules can see of a subject is held in immutable
 * records that are replaced on change, so that a value read once stays true; only counters change in place. What changes the tables stands in
 * {@code handler} and {@code scan}, which these classes do not know; nothing here reads /proc but through {@link io.peregrine.state.LookUps}, and
 * another thread reads only what {@link io.peregrine.state.TableHistory} describes.
 */
package io.peregrine.state;

/**
 * Predicates and searches on ranges of bytes: what the comparison operators come down to.
 *
 * <p>Nothing here knows events, fields or rules, and nothing decodes bytes to characters. Every matcher is immutable, may be shared by
 * threads and allocates nothing when it matches; the one exception, regular expressions, says so.
 */
package io.peregrine.engine.eval.bytes;

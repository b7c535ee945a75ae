package io.peregrine.fields;

/**
 * How a bound field gets its value for an event.
 *
 * <p>Extractors are immutable and shared by all threads; everything that changes is in the context and in the slot that the caller
 * passes. The kinds follow {@link io.peregrine.filter.typed.ValueKind}: numbers, truth values and doubles come out of a {@link
 * NumberExtractor}; text, buffers, addresses and networks out of a {@link BytesExtractor}; lists out of a {@link ListExtractor}. The
 * others are fields that compare in a way of their own.
 */
public sealed interface Extractor
        permits NumberExtractor, BytesExtractor, ListExtractor, AnyExtractor, ComparingExtractor, EventTypedExtractor {}

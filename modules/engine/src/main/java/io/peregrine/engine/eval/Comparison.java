package io.peregrine.engine.eval;

/** A comparison that reads something of the event and answers. Immutable; shared by all threads. */
public sealed interface Comparison extends EventPredicate
        permits Checks.OfNumber,
                Checks.OfBytes,
                Checks.OfKeptNumber,
                Checks.OfKeptBytes,
                Checks.OfReading,
                Checks.OfEvery,
                Checks.OfSome,
                Checks.OfAny,
                Checks.OfAll,
                Checks.AnyExists,
                Checks.OfField,
                Checks.Exists,
                Checks.Never,
                PairChecks.OfSingles,
                PairChecks.OfLists,
                EventTypedCheck {}

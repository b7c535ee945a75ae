package io.peregrine.authoring.ruletest;

import io.peregrine.event.SourceName;
import io.peregrine.pipeline.EventParser;
import io.peregrine.state.StateTables;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A source whose events tests can make.
 *
 * @param name what it is called
 * @param tables the tables of a test
 * @param parsers what sees events before the rules, for these tables
 */
public record TestedSource(
        SourceName name, Supplier<StateTables> tables, Function<StateTables, List<EventParser>> parsers) {}

package io.peregrine.engine.rules;

/**
 * All that was loaded, as written and as compiled; {@link RuleDescription} describes it.
 *
 * @param definitions all as written
 * @param compilation all as compiled
 */
public record LoadedDetails(Definitions definitions, Compilation compilation) {}

package io.peregrine.engine.eval;

/**
 * What one rule asks of the events of one code.
 *
 * @param rule the rule's number in its rule set
 * @param condition what it asks
 */
public record RulePlan(int rule, Plan condition) {}

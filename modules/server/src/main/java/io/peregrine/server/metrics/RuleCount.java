package io.peregrine.server.metrics;

import io.peregrine.alert.RuleLabel;

/** How often a rule matched. */
public record RuleCount(RuleLabel rule, long matches) {}

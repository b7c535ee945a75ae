package io.peregrine.pipeline;

import io.peregrine.engine.MatchHandler;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;

/**
 * How events are judged. Immutable; pipelines may share the rules, while the handler belongs to one of them.
 *
 * @param rules the rules
 * @param matching how many of them an event can match
 * @param handler told of each match while the event is there: it makes the alert and hands it on, and waits for nothing
 */
public record Judging(RuleSet rules, RuleMatching matching, MatchHandler handler) {}

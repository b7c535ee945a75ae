package io.peregrine.engine;

import io.peregrine.engine.format.RuleOutput;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All enabled rules, ready to judge events. Immutable; shared by all threads; a reload makes a new one.
 *
 * <p>Rules are numbered in the order of enabling, which is the order in which they are asked.
 */
public final class RuleSet {
    private final List<RuleDefinition> definitions;
    private final List<RuleOutput> outputs;
    private final Map<String, SourceRules> sources;

    RuleSet(List<RuleDefinition> definitions, List<RuleOutput> outputs, Map<String, SourceRules> sources) {
        this.definitions = List.copyOf(definitions);
        this.outputs = List.copyOf(outputs);
        this.sources = Map.copyOf(sources);
    }

    /**
     * Plans a rule set.
     *
     * @param rules the enabled rules in order
     * @param catalogs the fields of each event source by its name; a rule of another source is an error
     * @param text how outputs print values
     * @throws io.peregrine.engine.eval.PlanException when a condition asks what cannot be done
     * @throws io.peregrine.fields.FieldException when a field refuses an argument or operator
     */
    public static RuleSet plan(List<RuleDefinition> rules, Map<String, Catalog> catalogs, ValueText text) {
        return new RuleSetPlanner(rules, catalogs, text).plan();
    }

    /** The number of rules. */
    public int size() {
        return definitions.size();
    }

    /** A rule by its number. */
    public RuleDefinition rule(int number) {
        return definitions.get(number);
    }

    /** The output of a rule by its number. */
    public RuleOutput output(int number) {
        return outputs.get(number);
    }

    /** The names of all event sources that the set was planned with. */
    public Set<String> sourceNames() {
        return sources.keySet();
    }

    /** The rules of all event sources. */
    public Collection<SourceRules> sources() {
        return sources.values();
    }

    /**
     * The rules of an event source.
     *
     * @throws IllegalArgumentException when the set was planned without that source
     */
    public SourceRules source(String name) {
        SourceRules rules = sources.get(name);
        if (rules == null) {
            throw new IllegalArgumentException("The rule set does not know the event source " + name + ".");
        }
        return rules;
    }
}

package io.peregrine.loader;

/** Switches rules on or off after loading. Selections apply one after the other; a later one wins. */
public sealed interface RuleSelection {
    /** Whether the rules are switched on. */
    boolean enable();

    /** Whether the selection is about a rule. */
    boolean covers(CompiledRule rule);

    /** The rules whose whole name a pattern matches, in which {@code *} stands for any text. */
    record ByName(boolean enable, String pattern) implements RuleSelection {
        @Override
        public boolean covers(CompiledRule rule) {
            return Wildcard.matches(pattern, rule.name());
        }
    }

    /** The rules with a tag. */
    record ByTag(boolean enable, String tag) implements RuleSelection {
        @Override
        public boolean covers(CompiledRule rule) {
            return rule.checked().label().tags().contains(tag);
        }
    }
}

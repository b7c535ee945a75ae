package io.peregrine.engine.compile;

import io.peregrine.engine.RuleSet;
import java.util.function.Consumer;

/** Who judges events by a rule set. All say the same. */
public enum Evaluator {
    /** The closures at first; a bucket that is asked often is compiled aside and then exchanged by itself. */
    AUTO,
    /** The closures alone. */
    CLOSURES,
    /** Compiled buckets, all of them before the first event; the closures where one cannot be compiled. */
    COMPILED;

    /**
     * Lets this evaluator judge by rules that the closures judge by. To be called once, before the rules are put in force.
     *
     * @param trouble told in a sentence when a bucket cannot be compiled and stays with the closures; any thread
     */
    public void install(RuleSet rules, Consumer<String> trouble) {
        switch (this) {
            case AUTO -> new BucketExchange(trouble).whenHot(rules);
            case CLOSURES -> {}
            case COMPILED -> new BucketExchange(trouble).now(rules);
        }
    }
}

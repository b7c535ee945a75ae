package io.peregrine.engine.profile;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.EventPredicate;
import io.peregrine.engine.eval.Plan;
import io.peregrine.engine.eval.RulePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One rule of one bucket with what is counted of it. Owned by one thread. */
final class TracedRule {
    private final int rule;
    private final EventPredicate plain;
    private final List<Plan> parts = new ArrayList<>();
    private final TracedPart traced;
    private final long[] rejections;
    private final SampledTime together = new SampledTime(false);
    private final SampledTime alone = new SampledTime(false);
    private long asked;
    private long matched;

    /**
     * A rule.
     *
     * @param plan what it asks
     * @param plain asks it without counting
     */
    TracedRule(RulePlan plan, EventPredicate plain) {
        this.rule = plan.rule();
        this.plain = plain;
        this.traced = traced(plan.condition());
        this.rejections = new long[parts.size()];
    }

    private TracedPart traced(Plan plan) {
        return switch (plan) {
            case Plan.Fixed(boolean answer) -> new TracedPart.Fixed(answer, number(plan));
            case Plan.Asked asked -> new TracedPart.Compared(asked.comparison(), number(plan));
            case Plan.All(List<Plan> children, boolean _) -> new TracedPart.All(all(children));
            case Plan.Any(List<Plan> children, boolean _) -> {
                int number = number(plan);
                yield new TracedPart.Any(all(children), number);
            }
            case Plan.Not(Plan part) -> {
                int number = number(plan);
                yield new TracedPart.Not(traced(part), number);
            }
            case Plan.Remembered(Plan part, int memo) -> {
                int first = parts.size();
                yield new TracedPart.Remembered(traced(part), memo, first);
            }
        };
    }

    private TracedPart[] all(List<Plan> children) {
        return children.stream().map(this::traced).toArray(TracedPart[]::new);
    }

    /** Numbers are given in the order of the plan, so that those of a part are the same distance apart in every rule. */
    private int number(Plan part) {
        parts.add(part);
        return parts.size() - 1;
    }

    /** The rule's number in its set. */
    int rule() {
        return rule;
    }

    /** Asks and counts. */
    boolean count(EvalContext context, Trace trace) {
        asked++;
        if (traced.test(context, trace)) {
            matched++;
            return true;
        }
        rejections[trace.rejected()]++;
        return false;
    }

    /** Asks and takes the time; what other rules found out of the event is there. */
    boolean clock(EvalContext context) {
        return clock(context, together);
    }

    /** Asks and takes the time that it takes without the other rules: nothing of the event is known. */
    boolean clockAlone(EvalContext context) {
        context.nextEvent();
        return clock(context, alone);
    }

    private boolean clock(EvalContext context, SampledTime times) {
        long begin = System.nanoTime();
        boolean matches = plain.test(context);
        times.add(System.nanoTime() - begin);
        asked++;
        if (matches) {
            matched++;
        }
        return matches;
    }

    long asked() {
        return asked;
    }

    long matched() {
        return matched;
    }

    /** The time of all events, from that of some. */
    double nanos() {
        return together.mean() * asked;
    }

    /** The time that all events would take without the other rules, from that of some. */
    double nanosAlone() {
        return alone.mean() * asked;
    }

    /** Adds how often each part rejected, by its text. */
    void addRejections(Map<String, Long> byText) {
        for (int i = 0; i < rejections.length; i++) {
            if (rejections[i] > 0) {
                byText.merge(PartText.of(parts.get(i)), rejections[i], Long::sum);
            }
        }
    }
}

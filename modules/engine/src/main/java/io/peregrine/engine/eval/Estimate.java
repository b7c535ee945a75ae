package io.peregrine.engine.eval;

import java.util.List;

/**
 * What a part of a condition is thought to cost, and how often it is thought to hold. The figures only have to be right enough to say which of two parts is better asked first.
 *
 * @param cost about nanoseconds
 * @param truth the share of events of which it holds, more than 0 and less than 1
 */
public record Estimate(double cost, double truth) {
    private static final double LEAST = 0.001;

    public Estimate {
        truth = Math.clamp(truth, LEAST, 1 - LEAST);
    }

    /** The parts are asked in this order until one does not hold. */
    static Estimate all(List<Estimate> parts) {
        double cost = 0;
        double reached = 1;
        for (Estimate part : parts) {
            cost += reached * part.cost;
            reached *= part.truth;
        }
        return new Estimate(cost, reached);
    }

    /** The parts are asked in this order until one holds. */
    static Estimate any(List<Estimate> parts) {
        return all(parts.stream().map(Estimate::not).toList()).not();
    }

    /** The opposite. */
    Estimate not() {
        return new Estimate(cost, 1 - truth);
    }

    Estimate withCost(double other) {
        return new Estimate(other, truth);
    }

    Estimate withTruth(double other) {
        return new Estimate(cost, other);
    }

    /** What it costs to have an event answered so by asking this first; the smaller, the sooner it is asked. */
    double costOfDeciding(boolean answer) {
        return cost / (answer ? truth : 1 - truth);
    }
}

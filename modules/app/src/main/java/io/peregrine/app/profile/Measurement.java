package io.peregrine.app.profile;

import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.pipeline.StageTimes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What runs took, plain ones and counted ones, until it becomes a {@link Profile}. Owned by one thread. */
final class Measurement {
    private final StageTimes times = new StageTimes();
    private final RuleProfile rules;
    private final Sum plain = new Sum();
    private final Sum counted = new Sum();

    /** Processor time and events of some runs. */
    private static final class Sum {
        private long nanos;
        private long events;
        private int runs;

        double nanosOfEvent() {
            return events == 0 ? 0 : (double) nanos / events;
        }
    }

    /** A measurement of rules, which are counted or paused by whoever runs them. */
    Measurement(RuleProfile rules) {
        this.rules = rules;
    }

    /** Where counted runs take the times of their stages. */
    StageTimes times() {
        return times;
    }

    /** Adds a run that has ended. */
    void add(ProfiledPipeline run, boolean isCounted) {
        Sum sum = isCounted ? counted : plain;
        sum.nanos += run.nanos();
        sum.events += run.pipeline().handled();
        sum.runs++;
    }

    /** The processor time of the counted runs. */
    long nanos() {
        return counted.nanos;
    }

    /** What one run costs, where all were about the same events. */
    Profile profile(String subject) {
        Map<String, Double> stages = new LinkedHashMap<>();
        for (StageTimes.Stage stage : StageTimes.Stage.values()) {
            stages.put(stage.name().toLowerCase(Locale.ROOT), times.nanos(stage) / counted.runs);
        }
        double known = stages.values().stream().mapToDouble(time -> time).sum();
        stages.put("other", Math.max(0, (double) counted.nanos / counted.runs - known));
        return new Profile(
                subject,
                times.events() / counted.runs,
                stages,
                rules.costs(counted.runs),
                new Profile.Shared(rules.sharedAsked() / counted.runs, rules.sharedKnown() / counted.runs),
                new Profile.Measuring(plain.nanosOfEvent(), counted.nanosOfEvent()));
    }
}

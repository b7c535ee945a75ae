package io.peregrine.app.rules;

import io.peregrine.config.OutputSettings;
import io.peregrine.output.stage.ThrottleLimit;
import java.util.List;

/** The limits on repeated alerts that a configuration asks for. */
public final class ThrottleLimits {
    private ThrottleLimits() {}

    /** The limits in the order of the configuration, of which the first that holds for a rule counts. */
    public static List<ThrottleLimit> of(OutputSettings outputs) {
        return outputs.throttles().stream()
                .map(limit -> new ThrottleLimit(limit.rule(), limit.key(), limit.window(), limit.max()))
                .toList();
    }
}

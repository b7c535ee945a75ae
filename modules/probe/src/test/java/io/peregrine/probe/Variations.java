package io.peregrine.probe;

import io.peregrine.schema.ParamDescriptor;
import java.util.List;

/** Parameters that differ from run to run or from machine to machine, each with its reason. */
record Variations(List<Variation> all) {
    /**
     * One of them.
     *
     * @param event the constant of the event code, or * for every event that has the parameter
     * @param param the parameter's name
     * @param reason why nobody can know its value
     */
    record Variation(String event, String param, String reason) {}

    boolean covers(SeenEvent event, ParamDescriptor param) {
        return all.stream()
                .anyMatch(known -> known.param().equals(param.name())
                        && (known.event().equals("*") || known.event().equals(event.constant())));
    }
}

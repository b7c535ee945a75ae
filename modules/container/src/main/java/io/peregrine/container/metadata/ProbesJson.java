package io.peregrine.container.metadata;

import io.peregrine.container.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The member {@code peregrine_probes} of a container event, which Falco passes over: whether probes are known and their commands. The members that Falco's captures may
 * have ({@code Healthcheck} and its like) are not read, as Falco shows nothing of them.
 */
final class ProbesJson {
    private static final String MEMBER = "peregrine_probes";
    private static final List<String> NAMES = List.of("health", "liveness", "readiness");

    private ProbesJson() {}

    static Probes read(Json container) {
        Json member = container.get(MEMBER);
        if (!(member instanceof Json.Members)) {
            return Probes.UNKNOWN;
        }
        return new Probes(
                true, probe(member.get("health")), probe(member.get("liveness")), probe(member.get("readiness")));
    }

    private static Optional<ProbeCommand> probe(Json command) {
        List<String> words = command.texts().toList();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProbeCommand(words.getFirst(), words.subList(1, words.size())));
    }

    static void write(Probes probes, JsonGenerator out) {
        if (!probes.isKnown()) {
            return;
        }
        out.writeObjectPropertyStart(MEMBER);
        List<Optional<ProbeCommand>> all = List.of(probes.health(), probes.liveness(), probes.readiness());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isPresent()) {
                ProbeCommand probe = all.get(i).get();
                out.writeArrayPropertyStart(NAMES.get(i));
                out.writeString(probe.program());
                probe.arguments().forEach(out::writeString);
                out.writeEndArray();
            }
        }
        out.writeEndObject();
    }
}

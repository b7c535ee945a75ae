package io.peregrine.container.engine;

import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.ProbeCommand;
import io.peregrine.container.metadata.Probes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that look after a container, from its configuration and from what {@code kubectl apply} left in a label. */
final class ProbeReading {
    private static final String APPLIED = "io.kubernetes.container.last-applied-config";

    private ProbeReading() {}

    static Probes of(Json healthcheck, Map<String, String> labels) {
        Json applied = applied(labels.getOrDefault(APPLIED, ""));
        Optional<ProbeCommand> liveness = command(applied.get("livenessProbe"));
        Optional<ProbeCommand> readiness = command(applied.get("readinessProbe"));
        return new Probes(true, health(healthcheck.get("Test").texts().toList()), liveness, readiness);
    }

    private static Optional<ProbeCommand> health(List<String> test) {
        if (test.size() > 1 && test.getFirst().equals("CMD-SHELL")) {
            return Optional.of(new ProbeCommand("/bin/sh", List.of("-c", test.get(1))));
        }
        return test.size() > 1 && test.getFirst().equals("CMD")
                ? probe(test.subList(1, test.size()))
                : Optional.empty();
    }

    private static Json applied(String text) {
        try {
            Json config = text.isEmpty() ? Json.MISSING : AnswerReader.read(text.getBytes(StandardCharsets.UTF_8));
            return config.at("spec", "containers").items().stream().findFirst().orElse(Json.MISSING);
        } catch (MalformedJsonException e) {
            return Json.MISSING;
        }
    }

    private static Optional<ProbeCommand> command(Json probe) {
        return probe(probe.at("exec", "command").texts().toList());
    }

    private static Optional<ProbeCommand> probe(List<String> words) {
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProbeCommand(words.getFirst(), words.subList(1, words.size())));
    }
}

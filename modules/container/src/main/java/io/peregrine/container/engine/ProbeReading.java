package io.peregrine.container.engine;

import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.ProbeCommand;
import io.peregrine.container.metadata.Probes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that look after a container, from its configuration and from what {@code kubectl apply} left in a label. */
final class ProbeReading {
    private static final String APPLIED = "io.kubernetes.container.last-applied-config";

    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private ProbeReading() {}

    /**
     * The commands of a container.
     *
     * @param config its configuration as Docker and podman tell it
     * @param labels its labels
     */
    static Probes of(Json config, Map<String, String> labels) {
        Json applied = applied(labels.getOrDefault(APPLIED, ""));
        Optional<ProbeCommand> liveness = command(applied.get("livenessProbe"));
        Optional<ProbeCommand> readiness = command(applied.get("readinessProbe"));
        return new Probes(true, health(config), liveness, readiness);
    }

    /** {@code CMD} and a program with its arguments, or {@code CMD-SHELL} and a text for the image's shell; anything else is no check. */
    private static Optional<ProbeCommand> health(Json config) {
        List<String> test = config.at("Healthcheck", "Test").texts().toList();
        if (test.size() > 1 && test.getFirst().equals("CMD-SHELL")) {
            List<String> shell = config.get("Shell").texts().toList();
            List<String> words = new ArrayList<>(shell.isEmpty() ? SHELL : shell);
            words.add(test.get(1));
            return probe(words);
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

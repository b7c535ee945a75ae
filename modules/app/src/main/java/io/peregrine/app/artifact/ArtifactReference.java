package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an artifact lies, as the OCI distribution specification writes it.
 *
 * @param registry host and port
 * @param repository the path there
 * @param version a tag, or a digest such as {@code sha256:...}
 */
record ArtifactReference(String registry, String repository, String version) {
    private static final String LATEST = "latest";
    private static final Pattern FORM = Pattern.compile(
            "([a-zA-Z0-9.-]+(?::\\d{1,5})?|\\[[0-9a-fA-F:]+](?::\\d{1,5})?)/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                    + "(?::([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** Reads one; without a tag it is {@code latest}. */
    static ArtifactReference parse(String text) throws CommandFailure {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new CommandFailure(
                    "'" + text + "' is no reference such as ghcr.io/falcosecurity/rules/falco-rules:3.");
        }
        String version = form.group(4) != null ? form.group(4) : form.group(3) != null ? form.group(3) : LATEST;
        return new ArtifactReference(form.group(1), form.group(2), version);
    }

    ArtifactReference with(String other) {
        return new ArtifactReference(registry, repository, other);
    }

    @Override
    public String toString() {
        return registry + "/" + repository + (version.startsWith("sha256:") ? "@" : ":") + version;
    }
}

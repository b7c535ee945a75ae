package io.peregrine.plugin.host;

import java.util.Optional;

/** Whether plugins understand the schema of the events that they will be handed, in Falco's words (plugin.cpp of libs 0.25.2). */
final class EventSchemaCheck {
    private final SemanticVersion inUse;

    EventSchemaCheck(SemanticVersion inUse) {
        this.inUse = inUse;
    }

    /** Why an instance cannot be handed the events; empty when it can, or reads none of them. */
    Optional<String> fault(PluginInstance instance) {
        return instance.readsSchema()
                ? instance.plugin()
                        .requiredEventSchema()
                        .flatMap(wanted -> fault(instance.registered().name(), wanted))
                : Optional.empty();
    }

    private Optional<String> fault(String plugin, String wanted) {
        Optional<SemanticVersion> version = SemanticVersion.parse(wanted);
        if (version.isEmpty()) {
            return Optional.of(
                    "plugin " + plugin + " provided an invalid required event schema version: '" + wanted + "'");
        }
        return disagreement(version.get())
                .map(reason -> "plugin " + plugin + " required event schema version '" + version.get()
                        + "' not compatible with the event schema version in use '" + inUse + "': " + reason);
    }

    private Optional<String> disagreement(SemanticVersion wanted) {
        if (wanted.major() != inUse.major()) {
            return Optional.of("major versions disagree");
        }
        if (wanted.minor() > inUse.minor()) {
            return Optional.of("minor version is less than the requested one");
        }
        if (wanted.minor() == inUse.minor() && wanted.patch() > inUse.patch()) {
            return Optional.of("patch version is less than the requested one");
        }
        return Optional.empty();
    }
}

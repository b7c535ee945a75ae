package io.peregrine.fields.catalog;

import io.peregrine.event.Compatibility;
import io.peregrine.event.render.BufferFormat;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the built-in fields need of the configuration and of the machine.
 *
 * @param zone where local times are told
 * @param buffers how outputs print buffers of bytes
 * @param hosts the addresses and names of hosts
 * @param hostname the name of the machine that the engine runs on, for {@code evt.hostname}
 * @param staticFields {@code static_fields} of the configuration: values by name without {@code static.}
 * @param compatibility whose answers count where Falco is wrong
 */
public record FieldSettings(
        ZoneId zone,
        BufferFormat buffers,
        HostNames hosts,
        String hostname,
        Map<String, String> staticFields,
        Compatibility compatibility) {
    public FieldSettings {
        staticFields = Map.copyOf(staticFields);
    }

    /** What holds without a configuration: UTC, dots, no host names. */
    public static final FieldSettings DEFAULT = new FieldSettings(
            ZoneId.of("UTC"), BufferFormat.DOTS, HostNames.NONE, "localhost", Map.of(), Compatibility.RIGHT);

    /** The same on a machine with another name. */
    public FieldSettings withHostname(String other) {
        return new FieldSettings(zone, buffers, hosts, other, staticFields, compatibility);
    }
}

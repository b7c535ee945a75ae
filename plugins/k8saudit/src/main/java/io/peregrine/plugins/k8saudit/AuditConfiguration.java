package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.json.JsonPayload;
import java.nio.charset.StandardCharsets;

/**
 * The configuration, with the keys of the published plugin.
 *
 * @param certificate a PEM file with certificate and private key, for https
 * @param maxEventSize the longest event that is taken, in bytes
 * @param maxBatchSize the longest body of a request that is taken, in bytes
 */
record AuditConfiguration(String certificate, long maxEventSize, long maxBatchSize) {
    /** What holds where nothing is configured. */
    static final AuditConfiguration USUAL =
            new AuditConfiguration("/etc/falco/falco.pem", 256 * 1024, 12 * 1024 * 1024);

    static final String SCHEMA = """
            {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","additionalProperties":true,"properties":{\
            "sslCertificate":{"type":"string","title":"SSL certificate","description":"PEM file with certificate and private key for https (Default: /etc/falco/falco.pem)","default":"/etc/falco/falco.pem"},\
            "useAsync":{"type":"boolean","title":"Use async extraction","description":"Understood for the published plugin's sake; without effect here (Default: true)","default":true},\
            "maxEventSize":{"type":"integer","title":"Maximum event size","description":"Longest audit event in bytes (Default: 262144)","default":262144},\
            "webhookMaxBatchSize":{"type":"integer","title":"Maximum webhook request size","description":"Longest body of a request in bytes (Default: 12582912)","default":12582912}}}""";

    /**
     * Reads a configuration.
     *
     * @throws PluginException when it is no JSON object, or a number is none
     */
    static AuditConfiguration read(String text) throws PluginException {
        if (text.isBlank()) {
            return USUAL;
        }
        JsonPayload json = new JsonPayload();
        if (!json.look(text.getBytes(StandardCharsets.UTF_8)) || !json.isObject(json.root())) {
            throw new PluginException("the configuration is no JSON object");
        }
        int certificate = json.get(json.root(), "sslCertificate");
        return new AuditConfiguration(
                certificate == JsonPayload.NONE ? USUAL.certificate() : json.string(certificate),
                number(json, "maxEventSize", USUAL.maxEventSize()),
                number(json, "webhookMaxBatchSize", USUAL.maxBatchSize()));
    }

    private static long number(JsonPayload json, String key, long usual) throws PluginException {
        int value = json.get(json.root(), key);
        if (value == JsonPayload.NONE) {
            return usual;
        }
        try {
            long number = Long.parseLong(json.string(value));
            if (number > 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new PluginException("the setting " + key + " is no number of bytes between 1 and " + Integer.MAX_VALUE);
    }
}

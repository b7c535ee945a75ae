package io.peregrine.plugins.k8saudit;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.MetricsReporting;
import io.peregrine.plugin.OpenParameter;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.plugin.PluginMetric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Kubernetes audit events: source {@code k8s_audit}, number 1. Fields, their values, and the ways to open it are those of the published plugin 0.18.
 */
public final class AuditPlugin implements Plugin, EventSourcing, FieldExtraction, MetricsReporting {
    private static final SourceName SOURCE = new SourceName("k8s_audit", 1);

    private final AuditFields fields = new AuditFields();
    private AuditConfiguration configuration = AuditConfiguration.USUAL;
    private Optional<AuditIntake> intake = Optional.empty();
    private Optional<PluginHost> host = Optional.empty();

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity(
                "k8saudit",
                "0.18.0",
                "Kubernetes audit events from a webhook, a file or a folder",
                "github.com/falcosecurity/plugins");
    }

    @Override
    public Optional<String> configSchema() {
        return Optional.of(AuditConfiguration.SCHEMA);
    }

    @Override
    public void start(PluginHost given) throws PluginException {
        host = Optional.of(given);
        configuration = AuditConfiguration.read(given.configuration());
        intake = Optional.of(
                new AuditIntake(configuration.maxEventSize(), sentence -> given.log(PluginLogLevel.WARNING, sentence)));
    }

    @Override
    public SourceName source() {
        return SOURCE;
    }

    @Override
    public EventSource open(String parameters) throws PluginException {
        if (intake.isEmpty()) {
            throw new PluginException("the plugin was not started");
        }
        return AuditSources.open(parameters.strip(), SOURCE, configuration, intake.get());
    }

    @Override
    public List<OpenParameter> suggestedParameters() {
        return List.of(
                new OpenParameter("http://:9765/k8s-audit", "Waits for the API server's webhook on all addresses."),
                new OpenParameter("https://:9765/k8s-audit", "The same over TLS, with the file of sslCertificate."),
                new OpenParameter(
                        "/var/log/kube-apiserver/audit.log",
                        "Reads a file, or all files of a folder from the oldest, and ends."),
                new OpenParameter(
                        "file:///var/log/kube-apiserver/audit.log",
                        "Follows a file that the API server writes, through its rotations."));
    }

    @Override
    public Optional<String> describe(PluginEvent event) {
        return Optional.of(new String(event.payload(), StandardCharsets.UTF_8));
    }

    @Override
    public List<PluginField> fields() {
        return fields.all();
    }

    @Override
    public List<PluginMetric> metrics() {
        return intake.map(AuditIntake::metrics).orElse(List.of());
    }
}

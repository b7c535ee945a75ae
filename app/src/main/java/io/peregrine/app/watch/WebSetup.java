package io.peregrine.app.watch;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.ReportedVersions;
import io.peregrine.config.Configuration;
import io.peregrine.config.MetricsSettings;
import io.peregrine.config.WebserverSettings;
import io.peregrine.server.metrics.MetricGroup;
import io.peregrine.server.metrics.MetricsSource;
import io.peregrine.server.metrics.PrometheusMetrics;
import io.peregrine.server.metrics.ResourceUse;
import io.peregrine.server.web.Endpoints;
import io.peregrine.server.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts the web server that the configuration asks for. */
final class WebSetup {
    private WebSetup() {}

    /**
     * Starts the server, empty when it is switched off or nothing is watched live.
     *
     * @param notReady the reasons why the engine does not watch as it should
     * @throws CommandFailure when it cannot listen
     */
    static Optional<WebServer> start(
            Configuration configuration,
            CommandEnvironment environment,
            MetricsSource figures,
            Supplier<List<String>> notReady)
            throws CommandFailure {
        WebserverSettings web = configuration.webserver();
        if (!web.enabled()) {
            return Optional.empty();
        }
        Optional<Supplier<String>> metrics = Optional.empty();
        if (web.prometheus() && configuration.metrics().enabled()) {
            PrometheusMetrics prometheus = new PrometheusMetrics(
                    figures, resources(environment), groups(configuration.metrics()), InstantSource.system());
            metrics = Optional.of(prometheus::text);
        }
        Endpoints endpoints = new Endpoints(
                web.healthPath(), () -> ReportedVersions.of(configuration).json(), notReady, metrics);
        WebServer.Settings settings = new WebServer.Settings(
                web.address(), web.port(), web.threads(), web.certificate().map(Path::of));
        try {
            return Optional.of(new WebServer(settings, endpoints));
        } catch (IOException e) {
            throw new CommandFailure(
                    "The web server cannot listen on " + web.address() + ", port " + web.port() + ": " + e.getMessage()
                            + ". Choose another webserver.listen_port or set webserver.enabled to false.",
                    e);
        }
    }

    /** What this process and the host use. */
    static ResourceUse resources(CommandEnvironment environment) {
        String root = environment.variable("HOST_ROOT").orElse("");
        return new ResourceUse(Path.of("/proc"), Path.of(root + "/proc"), environment.variables());
    }

    /** The groups of figures that the configuration includes. */
    static Set<MetricGroup> groups(MetricsSettings metrics) {
        return metrics.groups().stream()
                .map(group -> MetricGroup.valueOf(group.name()))
                .collect(Collectors.toSet());
    }
}

package io.peregrine.app.observe;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.ReportedVersions;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.config.Configuration;
import io.peregrine.config.MetricsSettings;
import io.peregrine.config.WebserverSettings;
import io.peregrine.output.tls.TlsContexts;
import io.peregrine.server.metrics.MetricGroup;
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

/** Starts the web server that a configuration asks for. */
public final class WebSetup {
    private final CommandEnvironment environment;
    private final LoadedPlugins plugins;
    private final Figures figures;
    private final Supplier<List<String>> notReady;
    private final ResourceUse resources;

    /**
     * A set-up for servers that show these figures.
     *
     * @param notReady the reasons why the engine does not watch as it should
     * @param plugins the plugins whose versions it tells
     */
    public WebSetup(
            CommandEnvironment environment, Figures figures, Supplier<List<String>> notReady, LoadedPlugins plugins) {
        this.plugins = plugins;
        this.environment = environment;
        this.figures = figures;
        this.notReady = notReady;
        resources = resources(environment);
    }

    /** What the server answers. */
    public Endpoints endpoints(Configuration configuration) {
        WebserverSettings web = configuration.webserver();
        Optional<Supplier<String>> metrics = Optional.empty();
        if (web.prometheus() && configuration.metrics().enabled()) {
            PrometheusMetrics prometheus =
                    new PrometheusMetrics(figures, resources, groups(configuration.metrics()), InstantSource.system());
            metrics = Optional.of(prometheus::text);
        }
        return new Endpoints(
                web.healthPath(),
                () -> ReportedVersions.of(configuration, plugins).json(),
                notReady,
                metrics);
    }

    /**
     * Looks whether a server could be started, but for its address.
     *
     * @throws CommandFailure when its certificate cannot be used
     */
    public void check(Configuration configuration) throws CommandFailure {
        Optional<Path> certificate = certificate(configuration.webserver());
        try {
            if (configuration.webserver().enabled() && certificate.isPresent()) {
                TlsContexts.server(new TlsContexts.Identity(certificate.get(), certificate.get()));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Starts the server, empty when it is switched off.
     *
     * @throws CommandFailure when it cannot listen
     */
    public Optional<WebServer> start(Configuration configuration) throws CommandFailure {
        WebserverSettings web = configuration.webserver();
        if (!web.enabled()) {
            return Optional.empty();
        }
        WebServer.Settings settings =
                new WebServer.Settings(web.address(), web.port(), web.threads(), certificate(web));
        try {
            return Optional.of(new WebServer(settings, endpoints(configuration), figures.web()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Optional<Path> certificate(WebserverSettings web) {
        return web.certificate().map(Path::of);
    }

    private static CommandFailure failure(IOException e) {
        return new CommandFailure(
                "The web server cannot be started: " + e.getMessage() + "; webserver.enabled=false does without it.",
                e);
    }

    /** What this process and the host use. */
    public static ResourceUse resources(CommandEnvironment environment) {
        String root = environment.variable("HOST_ROOT").orElse("");
        return new ResourceUse(Path.of("/proc/self"), Path.of(root + "/proc"), environment.variables());
    }

    /** The groups of figures that the configuration includes. */
    public static Set<MetricGroup> groups(MetricsSettings metrics) {
        return metrics.groups().stream()
                .map(group -> MetricGroup.valueOf(group.name()))
                .collect(Collectors.toSet());
    }
}

package io.peregrine.app.outputs;

import io.peregrine.alert.AlertFormat;
import io.peregrine.alert.AlertWriter;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.ThrottleLimits;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.config.FormatSettings;
import io.peregrine.config.OutputSettings;
import io.peregrine.output.AlertSink;
import io.peregrine.output.AlertStage;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.OutputPipeline;
import io.peregrine.output.http.HttpOptions;
import io.peregrine.output.http.HttpSink;
import io.peregrine.output.http.SpoolingSink;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.SyslogSocket;
import io.peregrine.output.sink.FileSink;
import io.peregrine.output.sink.ProgramSink;
import io.peregrine.output.sink.Rotation;
import io.peregrine.output.sink.StandardOutputSink;
import io.peregrine.output.sink.SyslogSink;
import io.peregrine.output.stage.Throttle;
import io.peregrine.output.stage.ThrottleLimit;
import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the outputs that the configuration asks for. */
public final class OutputSetup {
    private final OutputSettings settings;
    private final CommandEnvironment environment;
    private final Log log;
    private final boolean json;

    private OutputSetup(Configuration configuration, CommandEnvironment environment, Log log) {
        this.settings = configuration.outputs();
        this.environment = environment;
        this.log = log;
        this.json = configuration.format().json();
    }

    /**
     * What outputs work with besides their settings.
     *
     * @param environment what surrounds the command
     * @param log is told of trouble
     * @param counters counts alerts
     * @param onEnded told a sentence when an output can never work again
     */
    public record Surroundings(
            CommandEnvironment environment, Log log, OutputCounters counters, Consumer<String> onEnded) {}

    /**
     * Opens and starts the outputs.
     *
     * @throws CommandFailure when none is enabled, or one cannot be had
     */
    public static Outputs start(Configuration configuration, Surroundings with) throws CommandFailure {
        OutputPipeline outputs = make(configuration, with);
        try {
            outputs.open();
        } catch (IOException e) {
            outputs.close();
            throw new CommandFailure("An output cannot be opened: " + e.getMessage() + ".", e);
        }
        outputs.start();
        return new Outputs(configuration, outputs, wanted -> make(wanted, with), with.counters(), with.log());
    }

    /**
     * Looks at the settings without opening anything.
     *
     * @throws CommandFailure when no output is enabled, or one cannot be made
     */
    public static void check(Configuration configuration, CommandEnvironment environment, Log log)
            throws CommandFailure {
        sinks(configuration, environment, log);
    }

    private static OutputPipeline make(Configuration configuration, Surroundings with) throws CommandFailure {
        List<AlertSink> sinks = sinks(configuration, with.environment(), with.log());
        boolean replay = configuration.engine().kind() == EngineSettings.Kind.REPLAY;
        OutputSettings outputs = configuration.outputs();
        return new OutputPipeline(
                new OutputPipeline.Options(
                        writer(configuration, with.environment()), outputs.queueCapacity(), replay, outputs.timeout()),
                stages(outputs, with.counters()),
                sinks,
                new OutputPipeline.Surroundings(with.log(), with.counters(), InstantSource.system(), with.onEnded()));
    }

    private static List<AlertSink> sinks(Configuration configuration, CommandEnvironment environment, Log log)
            throws CommandFailure {
        List<AlertSink> sinks = new OutputSetup(configuration, environment, log).sinks();
        if (sinks.isEmpty()) {
            throw new CommandFailure("No output is enabled: alerts would go nowhere. Enable one of stdout_output,"
                    + " file_output, syslog_output, program_output and http_output.");
        }
        return sinks;
    }

    /** Writes alerts in the configured form. */
    public static AlertWriter writer(Configuration configuration, CommandEnvironment environment) {
        FormatSettings format = configuration.format();
        FormatSettings.Include include = format.include();
        return new AlertWriter(
                new AlertFormat(
                        format.json(),
                        format.iso8601(),
                        new AlertFormat.Properties(
                                include.output(), include.message(), include.outputFields(), include.tags())),
                environment.zone());
    }

    private static List<AlertStage> stages(OutputSettings outputs, OutputCounters counters) {
        List<ThrottleLimit> limits = ThrottleLimits.of(outputs);
        return limits.isEmpty() ? List.of() : List.of(new Throttle(limits, counters));
    }

    private List<AlertSink> sinks() throws CommandFailure {
        List<AlertSink> sinks = new ArrayList<>();
        if (settings.standardOutput()) {
            sinks.add(new StandardOutputSink(environment.out(), settings.buffered()));
        }
        if (settings.syslog()) {
            sinks.add(new SyslogSink(new SyslogSocket(SyslogSocket.DEV_LOG, "peregrine", InstantSource.system())));
        }
        settings.file().map(this::file).ifPresent(sinks::add);
        settings.program()
                .map(program -> new ProgramSink(program.program(), program.keepAlive()))
                .ifPresent(sinks::add);
        if (settings.http().isPresent()) {
            sinks.add(http(settings.http().get()));
        }
        return sinks;
    }

    private AlertSink file(OutputSettings.FileOutput file) {
        OutputSettings.Rotation rotation = file.rotation();
        return new FileSink(
                Path.of(file.filename()),
                new FileSink.Manner(
                        file.keepAlive(),
                        settings.buffered(),
                        new Rotation(rotation.maxSizeMb() << 20, rotation.maxAge(), rotation.maxFiles())),
                InstantSource.system());
    }

    private AlertSink http(OutputSettings.HttpOutput http) throws CommandFailure {
        try {
            HttpSink sink = new HttpSink(options(http));
            if (http.spool().isEmpty()) {
                return sink;
            }
            OutputSettings.Spool spool = http.spool().get();
            return new SpoolingSink(
                    sink,
                    new SpoolingSink.Folder(Path.of(spool.directory()), spool.maxSizeMb() << 20, spool.fsyncInterval()),
                    log);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private HttpOptions options(OutputSettings.HttpOutput http) {
        OutputSettings.Request request = http.request();
        OutputSettings.Delivery delivery = http.delivery();
        return new HttpOptions(
                URI.create(http.url()),
                new HttpOptions.Content(
                        json,
                        request.compress(),
                        request.userAgent(),
                        request.headers(),
                        authentication(request.auth()),
                        request.echo() ? Optional.of(environment.out()) : Optional.empty()),
                tls(http.tls()),
                new HttpOptions.Delivery(
                        delivery.connectTimeout(), delivery.requestTimeout(), delivery.maxConsecutiveTimeouts()),
                new AlertSink.Batching(http.batch().maxAlerts(), http.batch().maxDelay()));
    }

    private static HttpOptions.Authentication authentication(OutputSettings.Auth auth) {
        if (!auth.bearerTokenFile().isEmpty()) {
            return new HttpOptions.Authentication.Bearer(Path.of(auth.bearerTokenFile()));
        }
        return auth.basicUser().isEmpty()
                ? new HttpOptions.Authentication.None()
                : new HttpOptions.Authentication.Basic(auth.basicUser(), Path.of(auth.basicPasswordFile()));
    }

    private static HttpOptions.Tls tls(OutputSettings.Tls tls) {
        Optional<TlsContexts.Identity> identity = tls.clientCertificate()
                .map(own -> new TlsContexts.Identity(Path.of(own.certificate()), Path.of(own.key())));
        return new HttpOptions.Tls(
                tls.insecure() ? new TlsContexts.Trust.Anybody() : trust(tls.authorities()), identity);
    }

    private static TlsContexts.Trust trust(OutputSettings.Authorities authorities) {
        if (!authorities.file().isEmpty()) {
            return new TlsContexts.Trust.AuthorityFile(Path.of(authorities.file()));
        }
        return authorities.bundle().isEmpty()
                ? new TlsContexts.Trust.AuthorityFolder(Path.of(authorities.folder()))
                : new TlsContexts.Trust.AuthorityFile(Path.of(authorities.bundle()));
    }
}

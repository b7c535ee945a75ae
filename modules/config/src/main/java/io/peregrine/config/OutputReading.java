package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads where alerts go and what is served. */
final class OutputReading {
    private final SettingReader reader;
    private final List<String> warnings;

    OutputReading(SettingReader reader, List<String> warnings) {
        this.reader = reader;
        this.warnings = warnings;
    }

    OutputSettings outputs(boolean unbuffered) {
        List<OutputSettings.Throttle> throttles = new ArrayList<>();
        for (SettingReader entry : reader.items("throttle")) {
            String rule = entry.text("rule");
            throttles.add(new OutputSettings.Throttle(
                    rule.isEmpty() ? "*" : rule, entry.texts("key"), entry.span("window"), entry.number("max")));
            if (entry.span("window").isZero()) {
                entry.problem(entry.node(), "the 'window' of an entry of 'throttle' cannot be zero");
            }
        }
        return new OutputSettings(
                reader.flag("buffered_outputs") && !unbuffered,
                reader.whole("outputs_queue.capacity"),
                Duration.ofMillis(reader.whole("output_timeout")),
                reader.flag("stdout_output.enabled"),
                reader.flag("syslog_output.enabled"),
                file(),
                program(),
                reader.flag("http_output.enabled") ? Optional.of(http()) : Optional.empty(),
                throttles);
    }

    private Optional<OutputSettings.FileOutput> file() {
        if (!reader.flag("file_output.enabled")) {
            return Optional.empty();
        }
        String filename = required("file_output", "filename", "file");
        return Optional.of(new OutputSettings.FileOutput(
                filename, reader.flag("file_output.keep_alive"), rotation(reader, "file_output.rotate.")));
    }

    private Optional<OutputSettings.ProgramOutput> program() {
        if (!reader.flag("program_output.enabled")) {
            return Optional.empty();
        }
        return Optional.of(new OutputSettings.ProgramOutput(
                required("program_output", "program", "program"), reader.flag("program_output.keep_alive")));
    }

    private String required(String section, String key, String noun) {
        String value = reader.text(section + "." + key);
        if (value.isEmpty()) {
            reader.problem(
                    section + ".enabled", section + " is enabled, but " + section + "." + key + " names no " + noun);
        }
        return value;
    }

    static OutputSettings.Rotation rotation(SettingReader reader, String section) {
        return new OutputSettings.Rotation(
                reader.whole(section + "max_size_mb"),
                reader.span(section + "max_age"),
                reader.number(section + "max_files"));
    }

    private OutputSettings.HttpOutput http() {
        String url = url();
        OutputSettings.Request request = new OutputSettings.Request(
                reader.text("http_output.user_agent"),
                reader.pairs("http_output.headers"),
                auth(),
                reader.flag("http_output.echo"),
                reader.flag("http_output.compress_uploads"));
        OutputSettings.Delivery delivery = new OutputSettings.Delivery(
                reader.flag("http_output.keep_alive"),
                reader.number("http_output.max_consecutive_timeouts"),
                reader.span("http_output.connect_timeout"),
                reader.span("http_output.timeout"));
        OutputSettings.Batch batch = new OutputSettings.Batch(
                reader.number("http_output.batch.max_alerts"), reader.span("http_output.batch.max_delay"));
        return new OutputSettings.HttpOutput(url, request, tls(), delivery, batch, spool());
    }

    private String url() {
        String url = unquoted(required("http_output", "url", "URL"));
        if (url.isEmpty()) {
            return url;
        }
        String complete = url.contains("://") ? url : "http://" + url;
        String scheme = complete.substring(0, complete.indexOf("://")).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            reader.problem("http_output.url", "http_output.url must begin with http:// or https://");
        } else {
            try {
                if (new URI(complete).getHost() == null) {
                    reader.problem("http_output.url", "http_output.url '" + url + "' names no host");
                }
            } catch (URISyntaxException e) {
                reader.problem("http_output.url", "http_output.url '" + url + "' is no URL: " + e.getReason());
            }
        }
        return complete;
    }

    private OutputSettings.Auth auth() {
        OutputSettings.Auth auth = new OutputSettings.Auth(
                reader.text("http_output.auth.bearer_token_file"),
                reader.text("http_output.auth.basic_user"),
                reader.text("http_output.auth.basic_password_file"));
        if (!auth.bearerTokenFile().isEmpty() && !auth.basicUser().isEmpty()) {
            reader.problem(
                    "http_output.auth.basic_user",
                    "http_output.auth has a bearer token and a user name; a request can carry only one of them");
        }
        if (!auth.basicUser().isEmpty() && auth.basicPasswordFile().isEmpty()) {
            reader.problem(
                    "http_output.auth.basic_user",
                    "http_output.auth.basic_user needs http_output.auth.basic_password_file beside it");
        }
        return auth;
    }

    private OutputSettings.Tls tls() {
        OutputSettings.Authorities authorities = new OutputSettings.Authorities(
                reader.text("http_output.ca_cert"),
                reader.text("http_output.ca_bundle"),
                reader.text("http_output.ca_path"));
        Optional<OutputSettings.ClientCertificate> client = reader.flag("http_output.mtls")
                ? Optional.of(new OutputSettings.ClientCertificate(
                        reader.text("http_output.client_cert"), reader.text("http_output.client_key")))
                : Optional.empty();
        return new OutputSettings.Tls(reader.flag("http_output.insecure"), authorities, client);
    }

    private Optional<OutputSettings.Spool> spool() {
        String directory = reader.text("http_output.spool.directory");
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OutputSettings.Spool(
                directory,
                reader.whole("http_output.spool.max_size_mb"),
                reader.span("http_output.spool.fsync_interval")));
    }

    private static String unquoted(String url) {
        boolean quoted = url.length() >= 2
                && url.charAt(0) == url.charAt(url.length() - 1)
                && (url.charAt(0) == '"' || url.charAt(0) == '\'');
        return quoted ? url.substring(1, url.length() - 1) : url;
    }

    WebserverSettings webserver() {
        int threads = reader.number("webserver.threadiness");
        boolean prometheus = reader.flag("webserver.prometheus_metrics_enabled");
        String health = reader.text("webserver.k8s_healthz_endpoint");
        if (!health.startsWith("/")) {
            reader.problem("webserver.k8s_healthz_endpoint", "webserver.k8s_healthz_endpoint must begin with '/'");
        }
        if (prometheus && !reader.flag("metrics.enabled")) {
            warnings.add(reader.find("webserver.prometheus_metrics_enabled")
                            .orElse(reader.node())
                            .origin() + ": /metrics is not served, because metrics.enabled is false.");
        }
        return new WebserverSettings(
                reader.flag("webserver.enabled"),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                reader.text("webserver.listen_address").strip(),
                reader.number("webserver.listen_port"),
                health,
                prometheus,
                reader.flag("webserver.ssl_enabled")
                        ? Optional.of(reader.text("webserver.ssl_certificate"))
                        : Optional.empty());
    }
}

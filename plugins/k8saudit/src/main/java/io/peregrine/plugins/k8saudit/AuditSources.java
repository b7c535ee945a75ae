package io.peregrine.plugins.k8saudit;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginSources;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Opens what {@code open_params} name: a webhook, a file that is followed, a file or a folder that is read. */
final class AuditSources {
    private AuditSources() {}

    static EventSource open(String parameters, SourceName source, AuditConfiguration configuration, AuditIntake intake)
            throws PluginException {
        int scheme = parameters.indexOf("://");
        if (scheme < 0) {
            return PluginSources.iterate(source, new AuditLines(files(parameters), intake));
        }
        URI address = address(parameters);
        return switch (parameters.substring(0, scheme)) {
            case "http" -> new AuditWebhook(configuration, intake, false).open(source, address);
            case "https" -> new AuditWebhook(configuration, intake, true).open(source, address);
            case "file" -> AuditFollower.open(source, Path.of(address.getPath()), intake);
            default ->
                throw new PluginException("scheme \"" + parameters.substring(0, scheme)
                        + "\" is not supported; known are http, https and file, or a path");
        };
    }

    /** An address without a host, such as {@code http://:9765/path}, means all addresses of the machine. */
    private static URI address(String parameters) throws PluginException {
        try {
            return new URI(parameters.replaceFirst("^(https?)://:", "$1://0.0.0.0:"));
        } catch (URISyntaxException e) {
            throw new PluginException("open_params is no address: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(String name) throws PluginException {
        try {
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new PluginException("open " + name + ": no such file or directory");
            }
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> entries = Files.list(path)) {
                return entries.filter(Files::isRegularFile)
                        .sorted(Comparator.comparing(AuditSources::changed))
                        .toList();
            }
        } catch (IOException | InvalidPathException e) {
            throw new PluginException("open " + name + ": " + e.getMessage(), e);
        }
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }
}

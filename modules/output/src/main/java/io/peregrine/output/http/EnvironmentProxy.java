package io.peregrine.output.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, by the conventions of curl: {@code http_proxy}, {@code https_proxy} or
 * {@code HTTPS_PROXY}, {@code all_proxy} or {@code ALL_PROXY}, and the exceptions in {@code no_proxy} or {@code NO_PROXY}.
 */
final class EnvironmentProxy extends ProxySelector {
    private static final int DEFAULT_PORT = 1080;
    private final Map<String, String> environment;

    private EnvironmentProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    static ProxySelector of(Map<String, String> environment) {
        return new EnvironmentProxy(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (isExcepted(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        Optional<String> address = "https".equalsIgnoreCase(uri.getScheme())
                ? first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
                : first("http_proxy", "all_proxy", "ALL_PROXY");
        return List.of(address.flatMap(EnvironmentProxy::proxy).orElse(Proxy.NO_PROXY));
    }

    private boolean isExcepted(String host) {
        for (String entry : first("no_proxy", "NO_PROXY").orElse("").split("[,\\s]+")) {
            String suffix = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (entry.equals("*") || !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> first(String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Optional<Proxy> proxy(String address) {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException reason) {
        // the request itself fails and is told
    }
}

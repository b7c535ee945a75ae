package io.peregrine.app.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** A registry of a few artifacts on loopback that can ask for a token, break off in the middle of an answer, and send something else. */
final class SmallRegistry implements AutoCloseable {
    final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    final List<String> ranges = new ArrayList<>();
    volatile boolean wantsToken;
    volatile int breaksLeft;
    private final HttpServer server;

    SmallRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String name() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Publishes an artifact under a tag and returns the digest of its manifest. */
    String publish(String repository, String tag, String type, String configuration, byte[] layer) {
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + descriptor(
                                repository,
                                "application/vnd.cncf.falco." + type + ".config.v1+json",
                                configuration.getBytes(StandardCharsets.UTF_8),
                                "")
                        + ",\"layers\":["
                        + descriptor(repository, "application/vnd.cncf.falco." + type + ".layer.v1+tar.gz", layer, "")
                        + "]}";
        return put(repository, tag, manifest);
    }

    /** Publishes a signature of cosign beside an artifact. */
    void sign(String repository, String digest, byte[] payload, String signature) {
        String annotation = ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"" + signature + "\"}";
        put(
                repository,
                digest.replace(':', '-') + ".sig",
                "{\"schemaVersion\":2,\"config\":"
                        + descriptor(repository, "application/vnd.oci.image.config.v1+json", new byte[] {'{', '}'}, "")
                        + ",\"layers\":["
                        + descriptor(
                                repository, "application/vnd.dev.cosign.simplesigning.v1+json", payload, annotation)
                        + "]}");
    }

    private String put(String repository, String tag, String manifest) {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        contents.put("/v2/" + repository + "/manifests/" + tag, bytes);
        contents.put("/v2/" + repository + "/manifests/" + ContentDigest.of(bytes), bytes);
        return ContentDigest.of(bytes);
    }

    private String descriptor(String repository, String mediaType, byte[] content, String more) {
        String digest = ContentDigest.of(content);
        contents.put("/v2/" + repository + "/blobs/" + digest, content);
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + content.length + more
                + "}";
    }

    /** A gzipped tar of plain files, or with the type of a link when that is asked for. */
    static byte[] archive(Map<String, String> files, char type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                byte[] header = new byte[512];
                put(header, 0, file.getKey());
                put(header, 124, String.format("%011o", content.length));
                header[156] = (byte) type;
                tar.write(header);
                tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
            }
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int start, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, start, bytes.length);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/token")) {
            send(exchange, 200, "{\"token\":\"secret\"}".getBytes(StandardCharsets.UTF_8));
        } else if (wantsToken
                && !"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer realm=\"http://" + name() + "/token\",service=\"s\",scope=\"repository:x:pull\"");
            send(exchange, 401, new byte[0]);
        } else if (!contents.containsKey(path)) {
            send(exchange, 404, new byte[0]);
        } else if (path.contains("/blobs/")) {
            blob(exchange, contents.get(path));
        } else {
            send(exchange, 200, contents.get(path));
        }
    }

    private void blob(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            ranges.add(range);
            from = Integer.parseInt(range.replaceAll("\\D", ""));
        }
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        if (breaksLeft > 0 && content.length > 100) {
            breaksLeft--;
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
            exchange.getResponseBody().write(rest, 0, rest.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        } else {
            send(exchange, from > 0 ? 206 : 200, rest);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

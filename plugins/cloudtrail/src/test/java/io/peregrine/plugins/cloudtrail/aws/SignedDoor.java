package io.peregrine.plugins.cloudtrail.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lets requests through to a server that does not look at signatures when they are signed rightly (AWS Signature Version 4), and refuses others as SQS does. */
final class SignedDoor implements AutoCloseable {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([^/]+)/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)");

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger admitted = new AtomicInteger();
    private final int behind;
    private final String key;
    private final String secret;

    SignedDoor(int behind, String key, String secret) throws IOException {
        this.behind = behind;
        this.key = key;
        this.secret = secret;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int admitted() {
        return admitted.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String refusal = refusal(exchange, body);
            if (!refusal.isEmpty()) {
                answer(
                        exchange,
                        403,
                        "application/x-amz-json-1.0",
                        ("{\"__type\":\"com.amazon.coral.service#" + refusal + "\",\"message\":\"no\"}")
                                .getBytes(StandardCharsets.UTF_8));
                return;
            }
            admitted.incrementAndGet();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + behind + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : new String[] {"Content-Type", "X-Amz-Target", "Authorization", "X-Amz-Date"}) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(
                    exchange,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("text/plain"),
                    answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** The code of the refusal; empty for a request that is signed rightly. */
    private String refusal(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        Headers headers = exchange.getRequestHeaders();
        Matcher given = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        if (!given.matches()) {
            return "MissingAuthenticationToken";
        }
        if (!given.group(1).equals(key)) {
            return "InvalidClientTokenId";
        }
        StringBuilder canonical = new StringBuilder(exchange.getRequestMethod()).append('\n');
        canonical.append(exchange.getRequestURI().getRawPath()).append("\n\n");
        for (String name : given.group(5).split(";")) {
            canonical
                    .append(name)
                    .append(':')
                    .append(headers.getFirst(name).strip())
                    .append('\n');
        }
        canonical.append('\n').append(given.group(5)).append('\n').append(hash(body));
        String scope = given.group(2) + "/" + given.group(3) + "/" + given.group(4) + "/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + headers.getFirst("X-Amz-Date") + "\n" + scope + "\n"
                + hash(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] signing = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            signing = mac(signing, part);
        }
        return HexFormat.of().formatHex(mac(signing, text)).equals(given.group(6)) ? "" : "SignatureDoesNotMatch";
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}

package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks registries by the OCI distribution API. Answers are read as far as they may be large and no further; a content is what its digest says or it is
 * refused.
 */
final class RegistryClient implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_REDIRECTS = 5;
    private static final int TRIES = 3;
    private static final int LARGEST_MANIFEST = 4 << 20;
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json,"
                    + " application/vnd.docker.distribution.manifest.v2+json, application/vnd.docker.distribution.manifest.list.v2+json";

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, String> tokens = new HashMap<>();
    private final RegistryAuthorization authorization;
    private final boolean plainHttp;

    RegistryClient(RegistryAuthorization authorization, boolean plainHttp) {
        this.authorization = authorization;
        this.plainHttp = plainHttp;
    }

    /** The manifest of an artifact for this processor; its digest is checked where the reference has one. */
    Manifest manifest(ArtifactReference reference) throws CommandFailure {
        byte[] content = bytes(reference, "manifests/" + reference.version(), LARGEST_MANIFEST);
        String digest = ContentDigest.of(content);
        if (reference.version().startsWith("sha256:") && !reference.version().equals(digest)) {
            throw new CommandFailure(
                    "The registry sent something else than " + reference + ": its digest is " + digest + ".");
        }
        Document document = Document.read("The manifest of " + reference, content);
        if (document.at("manifests").node().isEmpty()) {
            return Manifest.of(digest, document);
        }
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        for (Document each : document.at("manifests").items()) {
            if (each.at("platform", "architecture").text().equals(processor)
                    && each.at("platform", "os").text().equals("linux")) {
                return manifest(reference.with(each.at("digest").text()));
            }
        }
        throw new CommandFailure("There is no " + reference + " for Linux on " + processor + ".");
    }

    /** The tags of an artifact, in the registry's order. */
    Document tags(ArtifactReference reference) throws CommandFailure {
        return Document.read("The list of tags", bytes(reference, "tags/list", LARGEST_MANIFEST))
                .at("tags");
    }

    /** A content that is small enough to be held. */
    byte[] content(ArtifactReference reference, Manifest.Descriptor descriptor, int largest) throws CommandFailure {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copy(reference, descriptor, largest, content);
        return content.toByteArray();
    }

    /**
     * Writes a content to a stream and checks size and digest; an interrupted answer is taken up where it ended.
     *
     * @throws CommandFailure when it is larger than allowed, could not be fetched or is not what the descriptor says
     */
    void copy(ArtifactReference reference, Manifest.Descriptor descriptor, long largest, OutputStream out)
            throws CommandFailure {
        if (descriptor.size() > largest) {
            throw new CommandFailure(reference + " has a content of " + descriptor.size() + " bytes; at most " + largest
                    + " are taken.");
        }
        Download download = new Download(descriptor, out);
        IOException last = new IOException("the answer ended too early");
        for (int i = 0; i < TRIES && !download.isWhole(); i++) {
            try (InputStream body = open(reference, "blobs/" + descriptor.digest(), download.done())) {
                download.take(body);
            } catch (IOException e) {
                last = e;
            }
        }
        if (!download.isWhole()) {
            throw new CommandFailure(reference + " cannot be fetched: " + last.getMessage() + ".", last);
        }
        if (!download.digest().equals(descriptor.digest())) {
            throw new CommandFailure("The content of " + reference + " is not what its manifest says: its digest is "
                    + download.digest() + " and not " + descriptor.digest() + ". Nothing was changed.");
        }
    }

    /** What lies at an address, such as an index. */
    byte[] fetch(String address, int largest) throws CommandFailure {
        try (InputStream body = follow(URI.create(address), "", 0)) {
            return bounded(body, largest, address);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(address + " cannot be fetched: " + e.getMessage() + ".", e);
        }
    }

    private byte[] bytes(ArtifactReference reference, String path, int largest) throws CommandFailure {
        try (InputStream body = open(reference, path, 0)) {
            return bounded(body, largest, reference.toString());
        } catch (IOException e) {
            throw new CommandFailure(reference + " cannot be fetched: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] bounded(InputStream body, int largest, String name) throws IOException {
        byte[] content = body.readNBytes(largest + 1);
        if (content.length > largest) {
            throw new IOException("the answer for " + name + " is larger than " + largest + " bytes");
        }
        return content;
    }

    private InputStream open(ArtifactReference reference, String path, long from) throws IOException, CommandFailure {
        String scheme = plainHttp ? "http://" : "https://";
        URI place = URI.create(scheme + reference.registry() + "/v2/" + reference.repository() + "/" + path);
        String token = tokens.getOrDefault(
                reference.registry() + "/" + reference.repository(),
                authorization.account(reference.registry()).orElse(""));
        HttpResponse<InputStream> answer = send(place, token, from);
        if (answer.statusCode() == 401) {
            answer.body().close();
            Optional<URI> tokens = answer.headers()
                    .firstValue("WWW-Authenticate")
                    .flatMap(challenge -> RegistryAuthorization.tokenPlace(challenge, plainHttp));
            if (tokens.isEmpty()) {
                throw new IOException(
                        "the registry " + reference.registry() + " wants an account (docker login writes one)");
            }
            String fresh = "Bearer " + token(tokens.get(), reference.registry());
            this.tokens.put(reference.registry() + "/" + reference.repository(), fresh);
            answer = send(place, fresh, from);
            return result(answer, place, fresh, from);
        }
        return result(answer, place, token, from);
    }

    private String token(URI place, String registry) throws IOException, CommandFailure {
        HttpResponse<InputStream> answer =
                send(place, authorization.account(registry).orElse(""), 0);
        try (InputStream body = answer.body()) {
            Document document = Document.read("The token", bounded(body, 1 << 20, place.getHost()));
            String token = document.at("token").text();
            return token.isEmpty() ? document.at("access_token").text() : token;
        }
    }

    private InputStream follow(URI place, String token, long from) throws IOException, CommandFailure {
        return result(send(place, token, from), place, token, from);
    }

    private InputStream result(HttpResponse<InputStream> first, URI asked, String token, long from) throws IOException {
        HttpResponse<InputStream> answer = first;
        URI place = asked;
        for (int i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            answer.body().close();
            URI next = place.resolve(answer.headers().firstValue("Location").orElse(""));
            if (!plainHttp && !"https".equals(next.getScheme())) {
                throw new IOException(place.getHost() + " sends to " + next + ", which is not encrypted");
            }
            // Who is asked instead is not told who asks.
            answer = send(next, next.getAuthority().equals(place.getAuthority()) ? token : "", from);
            place = next;
        }
        boolean isExpected = answer.statusCode() == 200 || from > 0 && answer.statusCode() == 206;
        if (!isExpected) {
            answer.body().close();
            throw new IOException(place.getHost() + " answers " + answer.statusCode());
        }
        if (from > 0 && answer.statusCode() == 200) {
            answer.body().skipNBytes(from);
        }
        return answer.body();
    }

    private HttpResponse<InputStream> send(URI place, String token, long from) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(place).timeout(LONGEST).header("Accept", MANIFESTS + ", */*");
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    place.getAuthority() + " does not answer"
                            + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"),
                    e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package io.peregrine.container.engine;

import io.peregrine.container.http.UnixHttp;
import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks Docker or podman over HTTP. Thread-safe. */
public final class DockerClient implements RuntimeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 24;

    private final EngineApi api;
    private final UnixHttp http;
    private final LookupOptions options;

    private DockerClient(EngineApi api, Path socket, LookupOptions options) {
        this.api = api;
        this.http = new UnixHttp(socket, PATIENCE, LARGEST);
        this.options = options;
    }

    /** A client of Docker. */
    public static DockerClient docker(Path socket, LookupOptions options) {
        return new DockerClient(EngineApi.DOCKER, socket, options);
    }

    /** A client of podman. */
    public static DockerClient podman(Path socket, LookupOptions options) {
        return new DockerClient(EngineApi.PODMAN, socket, options);
    }

    @Override
    public String name() {
        return (api == EngineApi.DOCKER ? "docker" : "podman") + " at " + http.socket();
    }

    @Override
    public Listing list() throws IOException {
        return Listing.of(ids().stream().filter(id -> !id.isEmpty()).toList(), this::get);
    }

    private List<String> ids() throws IOException {
        Optional<byte[]> body = http.get(api.list());
        try {
            return body.isEmpty() ? List.of() : AnswerReader.membersOfEach(body.get(), "Id");
        } catch (MalformedJsonException e) {
            throw new IOException("its list of containers cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Container> get(String id) throws IOException {
        if (!id.matches("[A-Za-z0-9_.-]+")) {
            return Optional.empty();
        }
        Optional<Json> answer = ask(api.inspect(id, options.withSize()));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Json inspected = answer.get();
        if (!inspected.get("Id").text().startsWith(id)) {
            throw new IOException("asked for the container " + id + " it tells of another one");
        }
        Json image = api == EngineApi.DOCKER ? image(inspected.get("Image").text()) : Json.MISSING;
        return Optional.of(new InspectReading(inspected, options).container(api, image));
    }

    /** What is known of an image, nothing where it has gone. */
    private Json image(String id) throws IOException {
        String plain = ImageNames.withoutSha(id);
        return plain.matches("[0-9a-f]{12,64}") ? ask(api.image(plain)).orElse(Json.MISSING) : Json.MISSING;
    }

    private Optional<Json> ask(String path) throws IOException {
        Optional<byte[]> body = http.get(path);
        try {
            return body.isEmpty() ? Optional.empty() : Optional.of(AnswerReader.read(body.get()));
        } catch (MalformedJsonException e) {
            throw new IOException("the answer to " + path + " is no JSON: " + e.getMessage(), e);
        }
    }

    /** What an event tells of its container, which is locked while it is being started: nobody tells more before that is done. */
    private Optional<Container> announced(String id, Json attributes) {
        String name = attributes.get("name").text();
        if (name.isEmpty() || options.hooks().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Container.announced(
                api == EngineApi.DOCKER ? ContainerType.DOCKER : ContainerType.PODMAN,
                id,
                name,
                ImageNames.announced(attributes.get("image").text())));
    }

    @Override
    public Optional<Stream> follow() throws IOException {
        UnixHttp.Lines lines = http.lines(api.events());
        return Optional.of(new Stream() {
            @Override
            public void read(Notices notices) throws IOException {
                lines.read(line -> tell(line, notices));
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        });
    }

    private void tell(byte[] line, Notices notices) {
        try {
            Json event = AnswerReader.read(line);
            String id = event.at("Actor", "ID").text();
            String what =
                    event.get("Action").asText().orElse(event.get("status").text());
            if (id.isEmpty()) {
                return;
            }
            if (what.equals(api.removed())) {
                notices.removed(id);
                return;
            }
            announced(id, event.at("Actor", "Attributes")).ifPresent(notices::announced);
            if (what.equals("create") && options.hooks().contains(LookupOptions.Hook.CREATE)
                    || what.equals("start") && options.hooks().contains(LookupOptions.Hook.START)) {
                notices.changed(id);
            } else if (!options.hooks().isEmpty()) {
                notices.refreshed(id);
            }
        } catch (MalformedJsonException e) {
            // a line that says nothing: the next list or look-up will
        }
    }
}

package io.peregrine.container.engine;

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.grpc.UnixGrpc;
import io.peregrine.container.grpc.UnixGrpc.Method;
import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks containerd itself, in all of its namespaces. Thread-safe. Field numbers are those of containerd's public services {@code containers}, {@code images}, {@code namespaces} and
 * {@code events}, version 1.
 */
public final class ContainerdClient implements RuntimeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 24;
    private static final String SERVICES = "containerd.services.";
    /** Docker's namespace: Docker itself says more of what is in it. */
    private static final String OF_DOCKER = "moby";
    /** The label that CRI gives to what it makes. */
    static final String OF_CRI = "io.cri-containerd.kind";

    private final UnixGrpc grpc;
    private final LookupOptions options;

    private ContainerdClient(UnixGrpc grpc, LookupOptions options) {
        this.grpc = grpc;
        this.options = options;
    }

    /** A client of containerd at a socket. */
    public static ContainerdClient open(Path socket, LookupOptions options) {
        return new ContainerdClient(new UnixGrpc(socket, PATIENCE, LARGEST), options);
    }

    @Override
    public String name() {
        return "containerd at " + grpc.socket();
    }

    @Override
    public Set<String> namespaces() throws IOException {
        Set<String> names = new HashSet<>();
        for (ProtoMessage namespace :
                call("namespaces.v1.Namespaces/List", "", new byte[0]).messages(1)) {
            names.add(namespace.text(1));
        }
        return names;
    }

    private List<String> asked() throws IOException {
        return namespaces().stream()
                .filter(name -> !name.equals(OF_DOCKER))
                .sorted()
                .toList();
    }

    @Override
    public Listing list() throws IOException {
        return new Listing(all(""), List.of());
    }

    /** The containers that were not made through CRI. */
    List<Container> listOthers() throws IOException {
        return all("labels.\"" + OF_CRI + "\"!=container,labels.\"" + OF_CRI + "\"!=sandbox");
    }

    private List<Container> all(String filter) throws IOException {
        List<Container> all = new ArrayList<>();
        for (String namespace : asked()) {
            all.addAll(matching(namespace, filter, MOST_CONTAINERS - all.size()));
        }
        return all;
    }

    /** The container whose id begins so: containerd itself knows whole ids alone, and patterns for them. */
    @Override
    public Optional<Container> get(String id) throws IOException {
        if (!id.matches("[A-Za-z0-9._-]+")) {
            return Optional.empty();
        }
        for (String namespace : asked()) {
            for (Container found : matching(namespace, "id~=\"^" + id.replace(".", "[.]") + "\"", MOST_CONTAINERS)) {
                if (found.fullId().toString().startsWith(id)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /** The containers of a namespace that a filter of containerd's lets pass. They come one by one: a record may hold 40 KB, and all would be too long for one message. */
    private List<Container> matching(String namespace, String filter, int most) throws IOException {
        ProtoMessage.Builder request = new ProtoMessage.Builder();
        if (!filter.isEmpty()) {
            request.text(1, filter);
        }
        ContainerdReading reading = new ContainerdReading(options);
        List<Container> containers = new ArrayList<>();
        try (UnixGrpc.Call call =
                grpc.answers(method("containers.v1.Containers/ListStream", namespace), request.build())) {
            call.read(message -> {
                if (containers.size() < most) {
                    containers.add(reading.container(message.message(1), spec(message.message(1))));
                }
            });
        }
        Map<ByteString, ByteString> digests = new HashMap<>();
        List<Container> whole = new ArrayList<>();
        for (Container container : containers) {
            ByteString image = container.image().name();
            if (!digests.containsKey(image)) {
                digests.put(image, digest(namespace, image));
            }
            whole.add(container.withDigest(digests.get(image)));
        }
        return whole;
    }

    private ByteString digest(String namespace, ByteString image) throws IOException {
        byte[] request = new ProtoMessage.Builder().text(1, image.toString()).build();
        ProtoMessage found = grpc.call(method("images.v1.Images/Get", namespace), request)
                .orElse(ProtoMessage.EMPTY)
                .message(1);
        return ByteString.of(found.message(3).text(2));
    }

    private static Json spec(ProtoMessage record) throws IOException {
        byte[] json = record.message(5).bytes(2);
        try {
            return json.length == 0 ? Json.MISSING : AnswerReader.read(json);
        } catch (MalformedJsonException e) {
            return Json.MISSING;
        }
    }

    private ProtoMessage call(String name, String namespace, byte[] request) throws IOException {
        return grpc.call(method(name, namespace), request).orElseThrow(() -> new IOException("it refuses " + name));
    }

    private static Method method(String name, String namespace) {
        Map<String, String> fields = namespace.isEmpty() ? Map.of() : Map.of("containerd-namespace", namespace);
        return new Method(SERVICES + name, fields);
    }

    @Override
    public Optional<Stream> follow() throws IOException {
        UnixGrpc.Call call = grpc.stream(Method.of(SERVICES + "events.v1.Events/Subscribe"), filters());
        return Optional.of(new Stream() {
            @Override
            public void read(Notices notices) throws IOException {
                call.read(envelope -> tell(envelope, notices));
            }

            @Override
            public void close() throws IOException {
                call.close();
            }
        });
    }

    private byte[] filters() {
        ProtoMessage.Builder filters = new ProtoMessage.Builder().text(1, "topic==\"/containers/delete\"");
        if (options.hooks().contains(LookupOptions.Hook.CREATE)) {
            filters.text(1, "topic==\"/containers/create\"");
        }
        if (options.hooks().contains(LookupOptions.Hook.START)) {
            filters.text(1, "topic==\"/tasks/start\"");
        }
        return filters.build();
    }

    private static void tell(ProtoMessage envelope, Notices notices) throws IOException {
        String id = ProtoMessage.read(envelope.message(4).bytes(2)).text(1);
        if (id.isEmpty() || envelope.text(2).equals(OF_DOCKER)) {
            return;
        }
        if (envelope.text(3).equals("/containers/delete")) {
            notices.removed(id);
        } else {
            notices.changed(id);
        }
    }
}

package io.peregrine.container.engine;

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.grpc.UnixGrpc;
import io.peregrine.container.grpc.UnixGrpc.Method;
import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.Container;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    public List<Container> list() throws IOException {
        List<Container> containers = new ArrayList<>();
        for (String namespace : asked()) {
            for (ProtoMessage record : records(namespace)) {
                if (containers.size() < MOST_CONTAINERS) {
                    containers.add(container(namespace, record));
                }
            }
        }
        return containers;
    }

    /** The container whose id begins so: containerd itself knows whole ids alone. */
    @Override
    public Optional<Container> get(String id) throws IOException {
        for (String namespace : asked()) {
            for (ProtoMessage record : records(namespace)) {
                if (record.text(1).startsWith(id)) {
                    return Optional.of(container(namespace, record));
                }
            }
        }
        return Optional.empty();
    }

    private List<ProtoMessage> records(String namespace) throws IOException {
        return call("containers.v1.Containers/List", namespace, new byte[0]).messages(1);
    }

    private Container container(String namespace, ProtoMessage record) throws IOException {
        byte[] request = new ProtoMessage.Builder().text(1, record.text(3)).build();
        ProtoMessage image = grpc.call(method("images.v1.Images/Get", namespace), request)
                .orElse(ProtoMessage.EMPTY)
                .message(1);
        return new ContainerdReading(options)
                .container(record, spec(record), image.message(3).text(2));
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

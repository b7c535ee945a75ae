package io.peregrine.container.engine;

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.grpc.UnixGrpc;
import io.peregrine.container.grpc.UnixGrpc.Method;
import io.peregrine.container.http.AnswerTimeoutException;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a runtime of Kubernetes through CRI: version 1, or v1alpha2 where that is all it knows. Thread-safe. Field numbers are those of the public {@code api.proto} of
 * {@code runtime.v1}.
 */
public final class CriClient implements RuntimeClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 24;
    private static final int MOST_TRIES = 20;
    private static final long REST_MILLIS = 250;
    private static final List<String> VERSIONS = List.of("runtime.v1", "runtime.v1alpha2");
    private static final int CREATED = 0;
    private static final int STARTED = 1;
    private static final int DELETED = 3;

    private final UnixGrpc grpc;
    private final LookupOptions options;
    private final String service;
    private final ContainerType type;
    private final Optional<ContainerdClient> beside;

    private CriClient(
            UnixGrpc grpc,
            LookupOptions options,
            String service,
            ContainerType type,
            Optional<ContainerdClient> beside) {
        this.grpc = grpc;
        this.options = options;
        this.service = service;
        this.type = type;
        this.beside = beside;
    }

    /**
     * A client of what listens at a socket; of containerd alone where its part for Kubernetes is switched off. A containerd that has just started answers before that part does, so that it is
     * given some seconds.
     *
     * @throws IOException when nothing there speaks CRI or is containerd
     */
    public static RuntimeClient open(Path socket, LookupOptions options) throws IOException {
        UnixGrpc grpc = new UnixGrpc(socket, PATIENCE, LARGEST);
        ContainerdClient containerd = ContainerdClient.open(socket, options);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<CriClient> client = find(grpc, containerd, options);
            if (client.isPresent()) {
                return client.get();
            }
            containerd.namespaces();
            rest();
        }
        return containerd;
    }

    private static Optional<CriClient> find(UnixGrpc grpc, ContainerdClient containerd, LookupOptions options)
            throws IOException {
        for (String version : VERSIONS) {
            String service = version + ".RuntimeService/";
            Optional<ProtoMessage> answer = grpc.call(
                    Method.of(service + "Version"),
                    new ProtoMessage.Builder().text(1, "v1").build());
            if (answer.isPresent()) {
                ContainerType type = switch (answer.get().text(2)) {
                    case "containerd" -> ContainerType.CONTAINERD;
                    case "cri-o" -> ContainerType.CRIO;
                    default -> ContainerType.CRI;
                };
                Optional<ContainerdClient> beside =
                        type == ContainerType.CONTAINERD ? Optional.of(containerd) : Optional.empty();
                return Optional.of(new CriClient(grpc, options, service, type, beside));
            }
        }
        return Optional.empty();
    }

    private static void rest() {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "cri (" + type.text() + ") at " + grpc.socket();
    }

    @Override
    public Set<String> namespaces() throws IOException {
        return beside.isPresent() ? beside.get().namespaces() : Set.of();
    }

    @Override
    public Listing list() throws IOException {
        Map<String, String> pods = new LinkedHashMap<>();
        for (ProtoMessage item : call("ListContainers", new byte[0]).messages(1)) {
            pods.put(item.text(1), item.text(2));
        }
        List<String> sandboxes = call("ListPodSandbox", new byte[0]).messages(1).stream()
                .map(item -> item.text(1))
                .toList();
        Listing ofKubernetes = Listing.of(List.copyOf(pods.keySet()), id -> container(id, pods.get(id)))
                .and(Listing.of(sandboxes, this::sandbox));
        if (beside.isEmpty()) {
            return ofKubernetes;
        }
        Set<ByteString> known =
                ofKubernetes.containers().stream().map(Container::id).collect(Collectors.toSet());
        List<Container> others = beside.get().listOthers().stream()
                .filter(container -> !known.contains(container.id()) && !isOfKubernetes(container))
                .toList();
        return ofKubernetes.and(new Listing(others, List.of()));
    }

    @Override
    public Optional<Container> get(String id) throws IOException {
        byte[] filter = new ProtoMessage.Builder()
                .bytes(1, new ProtoMessage.Builder().text(1, id).build())
                .build();
        for (ProtoMessage item : call("ListContainers", filter).messages(1)) {
            if (item.text(1).startsWith(id)) {
                return container(item.text(1), item.text(2));
            }
        }
        for (ProtoMessage item : call("ListPodSandbox", filter).messages(1)) {
            if (item.text(1).startsWith(id)) {
                return sandbox(item.text(1));
            }
        }
        return beside.isPresent()
                ? beside.get().get(id).filter(container -> !isOfKubernetes(container))
                : Optional.empty();
    }

    /** Whether containerd knows a container that it made for Kubernetes: CRI says more of it, if not yet then in a moment. */
    private static boolean isOfKubernetes(Container container) {
        return container.labels().has(ContainerdClient.OF_CRI);
    }

    private Optional<Container> container(String id, String sandboxId) throws IOException {
        byte[] request = new ProtoMessage.Builder().text(1, id).truth(2, true).build();
        Optional<ProtoMessage> status = grpc.call(method("ContainerStatus"), request);
        if (status.isEmpty() || !status.get().message(1).text(1).equals(id)) {
            return Optional.empty();
        }
        CriReading reading = new CriReading(options, type);
        Container container = reading.container(status.get(), sandboxStatus(sandboxId));
        return Optional.of(options.withSize() ? container.withSize(size(id)) : container);
    }

    /** How many bytes a container has written, -1 where the runtime does not say. */
    private long size(String id) throws IOException {
        byte[] request = new ProtoMessage.Builder().text(1, id).build();
        ProtoMessage layer = grpc.call(method("ContainerStats"), request)
                .orElse(ProtoMessage.EMPTY)
                .message(1)
                .message(4);
        return layer.has(3) ? layer.message(3).number(1) : -1;
    }

    private Optional<Container> sandbox(String id) throws IOException {
        ProtoMessage status = sandboxStatus(id);
        return status.message(1).text(1).equals(id)
                ? Optional.of(new CriReading(options, type).sandbox(status))
                : Optional.empty();
    }

    private ProtoMessage sandboxStatus(String id) throws IOException {
        byte[] request = new ProtoMessage.Builder().text(1, id).truth(2, true).build();
        return grpc.call(method("PodSandboxStatus"), request).orElse(ProtoMessage.EMPTY);
    }

    private ProtoMessage call(String name, byte[] request) throws IOException {
        return grpc.call(method(name), request).orElseThrow(() -> new IOException("it refuses " + name));
    }

    private Method method(String name) {
        return Method.of(service + name);
    }

    /**
     * The stream of what happens. containerd's own is taken where it is containerd: it tells of all containers, and CRI's is shared with the kubelet, which would miss what
     * we read. Of CRI-O it is there where it is switched on; without it the list is asked for now and then.
     */
    @Override
    public Optional<Stream> follow() throws IOException {
        if (beside.isPresent()) {
            return beside.get().follow();
        }
        if (endsAtOnce(grpc.stream(method("GetContainerEvents"), new byte[0]))) {
            return Optional.empty();
        }
        UnixGrpc.Call call = grpc.stream(method("GetContainerEvents"), new byte[0]);
        return Optional.of(new Stream() {
            @Override
            public void read(Notices notices) throws IOException {
                call.read(message -> tell(message, notices));
            }

            @Override
            public void close() throws IOException {
                call.close();
            }
        });
    }

    /** Whether the runtime ends the stream as soon as it is asked for. */
    private static boolean endsAtOnce(UnixGrpc.Call call) throws IOException {
        try (call) {
            call.within(Duration.ofMillis(100));
            call.read(message -> {});
            return true;
        } catch (AnswerTimeoutException e) {
            return false;
        }
    }

    private void tell(ProtoMessage event, Notices notices) {
        int kind = (int) event.number(2);
        if (kind == DELETED) {
            notices.removed(event.text(1));
        } else if (kind == CREATED && options.hooks().contains(LookupOptions.Hook.CREATE)
                || kind == STARTED && options.hooks().contains(LookupOptions.Hook.START)) {
            notices.changed(event.text(1));
        } else if (kind == STARTED && !options.hooks().isEmpty()) {
            notices.refreshed(event.text(1));
        }
    }
}

package io.peregrine.container.engine;

import io.peregrine.container.grpc.FakeGrpc;
import io.peregrine.container.grpc.FakeGrpc.Reply;
import io.peregrine.container.grpc.FakeGrpc.Request;
import io.peregrine.container.grpc.ProtoMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What speaks gRPC: CRI-O, containerd, or containerd with its part for Kubernetes. Field numbers are those of the public definitions of both. */
final class FakeGrpcRuntime implements FakeRuntime {
    /** So many bytes each of its containers has written. */
    static final long SIZE = 4711;

    private static final String OTHER = "9".repeat(64);
    private static final String POD = "f".repeat(64);
    private static final int CREATED = 0;
    private static final int DELETED = 3;

    private final Optional<String> cri;
    private final boolean containerd;
    private final FakeGrpc grpc;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Set<Reply> criStreams = ConcurrentHashMap.newKeySet();
    private final Set<Reply> streams = ConcurrentHashMap.newKeySet();
    private final CountDownLatch followers;
    private final FakeFaults faults = new FakeFaults();

    /**
     * A runtime.
     *
     * @param cri the name that it says in CRI, if it speaks that
     * @param containerd whether it speaks containerd's own services
     */
    FakeGrpcRuntime(Path socket, Optional<String> cri, boolean containerd) throws IOException {
        this.cri = cri;
        this.containerd = containerd;
        this.followers = new CountDownLatch(containerd ? 1 : 2);
        grpc = FakeGrpc.at(socket, this::answer);
    }

    private static ProtoMessage.Builder message() {
        return new ProtoMessage.Builder();
    }

    private void answer(Request request, Reply reply) throws IOException, InterruptedException {
        String method = request.method();
        boolean known =
                method.startsWith("runtime.v1.") ? cri.isPresent() : containerd && !method.startsWith("runtime.");
        String name = method.substring(method.indexOf('/') + 1);
        if (!known) {
            reply.end();
        } else if (name.equals("Version")) {
            reply.only(message().text(1, "0.1.0").text(2, cri.orElseThrow()).build());
        } else if (name.equals("GetContainerEvents")) {
            follow(criStreams, reply);
        } else if (name.equals("Subscribe")) {
            follow(streams, reply);
        } else {
            Optional<Fault> fault = faults.now();
            if (fault.isPresent()) {
                fail(fault.get(), name, reply);
            } else {
                usual(name, request.message(), reply);
            }
        }
    }

    private void follow(Set<Reply> streams, Reply reply) throws IOException, InterruptedException {
        reply.begin();
        streams.add(reply);
        followers.countDown();
        FakeFaults.hang();
    }

    /** Who has asked for the stream goes on before the request is here: what is told before would be heard by nobody. CRI-O's is asked for twice, to see whether it is there. */
    private void awaitFollowers() throws IOException {
        try {
            if (!followers.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody follows what happens");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void fail(Fault fault, String name, Reply reply) throws IOException, InterruptedException {
        OutputStream out = reply.out();
        switch (fault) {
            case GARBAGE -> reply.only(new byte[] {7, 7, 7});
            case FOREIGN -> FakeFaults.foreign(out);
            case HUGE -> {
                reply.begin();
                byte[] head = ByteBuffer.allocate(9 + 5)
                        .put(new byte[] {0, 0, 5, 0, 0, 0, 0, 0, 1, 0})
                        .putInt(Integer.MAX_VALUE)
                        .array();
                out.write(head);
                byte[] block = ByteBuffer.allocate(9 + 16_000)
                        .put(new byte[] {0, 0x3e, (byte) 0x80, 0, 0, 0, 0, 0, 1})
                        .array();
                FakeFaults.endless(out, block);
            }
            case ANOTHER -> describe(name, Map.of(OTHER, "other"), reply);
            case CUT -> {
                reply.begin();
                out.write(new byte[] {0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0});
                throw new IOException("it dies");
            }
            case REFUSED -> reply.end();
            case HANGING -> FakeFaults.hang();
        }
    }

    private void usual(String name, ProtoMessage request, Reply reply) throws IOException {
        if (name.equals("ContainerStatus")) {
            String id = request.text(1);
            if (names.containsKey(id)) {
                status(id, names.get(id), reply);
            } else {
                reply.end();
            }
        } else if (name.equals("PodSandboxStatus")) {
            byte[] pod = message()
                    .text(1, POD)
                    .bytes(2, message().text(1, "shop-0").build())
                    .build();
            reply.only(message().bytes(1, pod).build());
        } else {
            describe(name, names, reply);
        }
    }

    private void describe(String name, Map<String, String> containers, Reply reply) throws IOException {
        switch (name) {
            case "ContainerStatus" -> {
                Map.Entry<String, String> first =
                        containers.entrySet().iterator().next();
                status(first.getKey(), first.getValue(), reply);
            }
            case "ListContainers" -> {
                ProtoMessage.Builder list = message();
                containers
                        .keySet()
                        .forEach(id -> list.bytes(1, message().text(1, id).build()));
                reply.only(list.build());
            }
            case "ContainerStats" -> {
                byte[] used = message().number(1, SIZE).build();
                byte[] layer = message().bytes(3, used).build();
                reply.only(message().bytes(1, message().bytes(4, layer).build()).build());
            }
            case "ListPodSandbox" -> reply.only(new byte[0]);
            case "ListStream" -> {
                reply.begin();
                for (String id : containers.keySet()) {
                    reply.message(message().bytes(1, record(id)).build());
                }
                reply.end();
            }
            case "List" ->
                reply.only(message().bytes(1, message().text(1, "test").build()).build());
            default -> reply.end();
        }
    }

    /** What CRI made says so in containerd. */
    private byte[] record(String id) {
        ProtoMessage.Builder record = message().text(1, id).text(3, "web:1").bytes(5, spec());
        if (cri.isPresent()) {
            record.bytes(
                    2,
                    message()
                            .text(1, "io.cri-containerd.kind")
                            .text(2, "container")
                            .build());
        }
        return record.build();
    }

    private static byte[] spec() {
        return message()
                .text(1, "types.containerd.io/opencontainers/runtime-spec/1/Spec")
                .text(2, "{\"linux\":{}}")
                .build();
    }

    private static void status(String id, String name, Reply reply) throws IOException {
        byte[] metadata = message().text(1, name).build();
        byte[] status = message()
                .text(1, id)
                .bytes(2, metadata)
                .bytes(8, message().text(1, "web:1").build())
                .build();
        reply.only(message().bytes(1, status).build());
    }

    @Override
    public void has(String id, String name) {
        names.put(id, name);
    }

    @Override
    public void forgets(String id) {
        names.remove(id);
    }

    @Override
    public void tells(boolean gone, String id) throws IOException {
        awaitFollowers();
        byte[] told = message().text(1, id).number(2, gone ? DELETED : CREATED).build();
        tell(criStreams, told);
        byte[] event = message()
                .text(1, "type")
                .bytes(2, message().text(1, id).build())
                .build();
        byte[] envelope = message()
                .text(2, "test")
                .text(3, gone ? "/containers/delete" : "/containers/create")
                .bytes(4, event)
                .build();
        tell(streams, envelope);
    }

    private static void tell(Set<Reply> streams, byte[] message) {
        streams.removeIf(stream -> {
            try {
                stream.message(message);
                return false;
            } catch (IOException e) {
                return true; // who listened has gone
            }
        });
    }

    @Override
    public void fails(Fault fault) {
        faults.begin(fault);
    }

    @Override
    public void awaitFailure() throws InterruptedException {
        faults.await();
    }

    @Override
    public void recovers() {
        faults.end();
    }

    @Override
    public void close() throws IOException {
        grpc.close();
    }
}

package io.peregrine.container.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Docker or podman. */
final class FakeHttpRuntime implements FakeRuntime {
    private static final String OTHER = "9".repeat(64);

    private final FakeDocker docker;
    private final EngineApi api;
    private final FakeFaults faults = new FakeFaults();

    FakeHttpRuntime(EngineApi api, Path socket) throws IOException {
        this.api = api;
        docker = FakeDocker.at(socket);
        docker.inspectsWith(this::inspect);
    }

    private void inspect(String id, OutputStream out) throws IOException, InterruptedException {
        Optional<Fault> fault = faults.now();
        if (fault.isEmpty()) {
            docker.usual(id, out);
            return;
        }
        switch (fault.get()) {
            case GARBAGE -> FakeDocker.send(out, "<html>busy</html>");
            case FOREIGN -> FakeFaults.foreign(out);
            case HUGE -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n\"".getBytes(StandardCharsets.UTF_8));
                FakeFaults.endless(out, "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8));
            }
            case ANOTHER -> FakeDocker.send(out, FakeDocker.description(OTHER, "other"));
            case CUT ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"Id\":".getBytes(StandardCharsets.UTF_8));
            case REFUSED -> FakeDocker.refuse(out);
            case HANGING -> FakeFaults.hang();
        }
    }

    @Override
    public void has(String id, String name) {
        docker.has(id, name);
    }

    @Override
    public void forgets(String id) {
        docker.forgets(id);
    }

    @Override
    public void tells(boolean gone, String id) throws IOException {
        docker.tells(gone ? api.removed() : "create", id);
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
        docker.close();
    }
}

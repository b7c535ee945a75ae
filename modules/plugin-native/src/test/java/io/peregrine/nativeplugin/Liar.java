package io.peregrine.nativeplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.host.PluginGroup;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.PluginSpec;
import io.peregrine.plugin.host.RegisteredPlugin;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The plugin {@code liar.c}, compiled, loaded and started. */
final class Liar implements AutoCloseable {
    static final SourceName SOURCE = new SourceName("liar", 977);

    private final PluginRegistry registry;
    private final PluginGroup group;

    /** A liar that lies in this way. */
    Liar(Path library, String lie, HostFunctions functions) throws Exception {
        registry = PluginRegistry.load(
                List.of(new PluginSpec("liar", library.toString(), lie, lie, false)),
                spec -> NativeLibrary.load(spec.libraryPath(), functions),
                plugin -> {});
        RegisteredPlugin plugin = registry.plugins().getFirst();
        group = new PluginGroup(
                SOURCE, List.of(SOURCE), StateTables.forReplay(StateSettings.DEFAULT), (level, line) -> {});
        group.start(plugin);
    }

    /** Compiles the plugin into a folder. */
    static Path compile(Path folder) throws IOException, InterruptedException {
        return compile(folder, "liar");
    }

    /**
     * Compiles a plugin that says something else of itself.
     *
     * @param says its name, source and what describes it, as C writes it between quotes
     */
    static Path compile(Path folder, String says) throws IOException, InterruptedException {
        for (String name : List.of("abi.h", "kit.h")) {
            copy(RecordedCapture.class.getResourceAsStream("plugins/" + name), folder.resolve(name));
        }
        copy(Liar.class.getResourceAsStream("liar.c"), folder.resolve("liar.c"));
        Path library = folder.resolve("liar.so");
        Process gcc = new ProcessBuilder(
                        "gcc",
                        "-std=gnu11",
                        "-O1",
                        "-w",
                        "-shared",
                        "-fPIC",
                        "-DSAYS=\"" + says + "\"",
                        "-o",
                        library.toString(),
                        "liar.c",
                        "-lpthread")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).as("gcc").isZero();
        return library;
    }

    private static void copy(InputStream resource, Path file) throws IOException {
        try (resource) {
            Files.write(file, resource.readAllBytes());
        }
    }

    PluginGroup group() {
        return group;
    }

    /** Opens its source. */
    EventSource open() throws Exception {
        return group.openSource(group.instances().getFirst());
    }

    @Override
    public void close() {
        group.close();
        registry.close();
    }
}

package io.peregrine.bench.plugin;

import io.peregrine.nativeplugin.CallNote;
import io.peregrine.nativeplugin.HostFunctions;
import io.peregrine.nativeplugin.NativeLibrary;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.PluginLibrary;
import io.peregrine.plugin.host.PluginRegistry;
import io.peregrine.plugin.host.PluginSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plugin that is measured.
 *
 * @param library what makes its instances; empty for no plugin
 */
record MeasuredPlugin(Optional<PluginLibrary> library) {
    static final MeasuredPlugin NONE = new MeasuredPlugin(Optional.empty());

    private static final HostFunctions FUNCTIONS = new HostFunctions(CallNote.inMemory());

    /** A Java plugin. */
    static MeasuredPlugin of(PluginLibrary library) {
        return new MeasuredPlugin(Optional.of(library));
    }

    /** The native plugin of a kind that {@code measured.c} names. */
    static MeasuredPlugin compile(Path folder, Path home, String kind)
            throws IOException, InterruptedException, PluginException {
        Path source = folder.resolve(kind + ".c");
        try (InputStream text = MeasuredPlugin.class.getResourceAsStream("measured.c")) {
            Files.copy(text, source);
        }
        Path library = folder.resolve(kind + ".so");
        List<String> command = List.of(
                "cc",
                "-O2",
                "-w",
                "-shared",
                "-fPIC",
                "-fvisibility=hidden",
                "-D" + kind,
                "-I" + home.resolve("docs"),
                "-o",
                library.toString(),
                source.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("the C compiler refuses " + source);
        }
        return of(NativeLibrary.load(library.toString(), FUNCTIONS));
    }

    /** The plugin as an engine loads it. */
    PluginRegistry load(String parameters) throws PluginException {
        if (library.isEmpty()) {
            return PluginRegistry.EMPTY;
        }
        return PluginRegistry.load(
                List.of(new PluginSpec("measured", "measured", "", parameters, false)),
                spec -> library.get(),
                loaded -> {});
    }
}

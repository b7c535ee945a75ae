package io.peregrine.plugin.host;

import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginException.Fault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Java plugins: of a jar with a class loader of its own, or of our own classes. */
public final class JavaLibrary implements PluginLibrary {
    private static final String IN_NO_JAR = "io/peregrine/plugin/host/in-no-jar";

    private final Supplier<? extends Plugin> maker;
    private final Optional<URLClassLoader> loader;

    private JavaLibrary(Supplier<? extends Plugin> maker, Optional<URLClassLoader> loader) {
        this.maker = maker;
        this.loader = loader;
    }

    /** A plugin that is built in. */
    public static JavaLibrary of(Supplier<? extends Plugin> maker) {
        return new JavaLibrary(maker, Optional.empty());
    }

    /**
     * Loads a jar; of several plugins in it the one with the entry's name is taken.
     *
     * @throws PluginException with what is wrong with it
     */
    public static JavaLibrary load(PluginSpec spec) throws PluginException {
        Path file = Path.of(spec.libraryPath());
        if (!Files.isReadable(file)) {
            throw refused(spec, "the file cannot be read");
        }
        URLClassLoader loader = open(file, spec);
        try {
            return new JavaLibrary(choose(loader, spec), Optional.of(loader));
        } catch (PluginException e) {
            close(loader);
            throw e;
        }
    }

    private static URLClassLoader open(Path file, PluginSpec spec) throws PluginException {
        try {
            URL url = file.toUri().toURL();
            URLClassLoader loader =
                    new URLClassLoader("plugin-" + spec.name(), new URL[] {url}, Plugin.class.getClassLoader());
            // opens the jars that its manifest names too: an upgrade may replace the files before a class in them is
            // needed
            loader.findResource(IN_NO_JAR);
            return loader;
        } catch (MalformedURLException e) {
            throw refused(spec, e.getMessage());
        }
    }

    private static Supplier<? extends Plugin> choose(URLClassLoader loader, PluginSpec spec) throws PluginException {
        try {
            List<ServiceLoader.Provider<Plugin>> found = ServiceLoader.load(Plugin.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .toList();
            if (found.isEmpty()) {
                throw refused(spec, "it names no class in META-INF/services/" + Plugin.class.getName());
            }
            if (found.size() == 1) {
                return found.getFirst();
            }
            for (ServiceLoader.Provider<Plugin> provider : found) {
                if (provider.get().identity().name().equals(spec.name())) {
                    return provider;
                }
            }
            throw refused(spec, "it holds several plugins, and none is named '" + spec.name() + "'");
        } catch (ServiceConfigurationError | LinkageError e) {
            throw refused(spec, e.getMessage());
        }
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new IllegalStateException("The jar of a plugin does not close: " + e, e);
        }
    }

    /** Closes the jar. */
    @Override
    public void close() {
        loader.ifPresent(JavaLibrary::close);
    }

    private static PluginException refused(PluginSpec spec, String reason) {
        return new PluginException("cannot load plugin " + spec.libraryPath() + ": " + reason, Fault.BREACH);
    }

    @Override
    public Plugin create() throws PluginException {
        try {
            return maker.get();
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
            throw new PluginException("a plugin's constructor failed: " + e, e);
        }
    }
}

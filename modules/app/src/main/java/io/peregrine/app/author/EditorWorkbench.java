package io.peregrine.app.author;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.RulesFiles;
import io.peregrine.authoring.editor.TestState;
import io.peregrine.authoring.editor.Workbench;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.Catalog;
import io.peregrine.loader.LoadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The product as an editor's server sees it. Plugins are loaded when a text first asks for them, and stay. For any thread. */
public final class EditorWorkbench implements Workbench, AutoCloseable {
    private final CommandEnvironment environment;
    private final ConfigurationRequest request;
    private final List<Path> base;
    private final Set<String> plugins = new LinkedHashSet<>();
    /** The last one is in use; those before may still be looked at by a run of tests. */
    private final Deque<AuthorRules> rules = new ArrayDeque<>();

    /**
     * A workbench for a configuration.
     *
     * @param base rules files and folders that are read before the one that is edited
     * @throws CommandFailure when the configuration cannot be used
     */
    public EditorWorkbench(CommandEnvironment environment, ConfigurationRequest request, List<Path> base)
            throws CommandFailure {
        this.environment = environment;
        this.request = request;
        this.base = RulesFiles.expand(base);
        rules.add(new AuthorRules(environment, AuthorPlugins.configuration(environment, request, Set.of())));
    }

    @Override
    public synchronized LoadResult load(List<SourceText> files) {
        try {
            for (SourceText file : files) {
                add(AuthorPlugins.asked(file.content()));
            }
            return rules.getLast().setup().load(files);
        } catch (CommandFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Starts anew with further plugins, of which there are a handful. */
    private void add(Set<String> asked) throws CommandFailure {
        if (plugins.addAll(asked)) {
            rules.add(new AuthorRules(environment, AuthorPlugins.configuration(environment, request, plugins)));
        }
    }

    @Override
    public synchronized Map<String, Catalog> catalogs() {
        return rules.getLast().setup().catalogs();
    }

    @Override
    public List<Path> base() {
        return base;
    }

    @Override
    public TestState test(Path rulesFile) {
        Path folder = rulesFile.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder.resolve(TestFiles.TESTS))) {
            return TestState.NONE;
        }
        try {
            TestFiles files = TestFiles.find(List.of(folder), base);
            AuthorRules now = current();
            return new TestState(
                    TestRun.of(now, now.load(files.rules()), files.tests(), TestRun.ALL)
                            .files(),
                    "");
        } catch (CommandFailure e) {
            return new TestState(List.of(), e.getMessage());
        }
    }

    private synchronized AuthorRules current() {
        return rules.getLast();
    }

    @Override
    public synchronized void close() {
        rules.forEach(AuthorRules::close);
    }
}

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
    private AuthorRules rules;

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
        this.rules = new AuthorRules(environment, AuthorPlugins.configuration(environment, request, Set.of()));
    }

    @Override
    public synchronized LoadResult load(List<SourceText> files) {
        try {
            for (SourceText file : files) {
                add(AuthorPlugins.asked(file.content()));
            }
            return rules.setup().load(files);
        } catch (CommandFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Starts anew with further plugins; where one cannot be had, without. */
    private void add(Set<String> asked) throws CommandFailure {
        if (plugins.addAll(asked)) {
            AuthorRules more = new AuthorRules(environment, AuthorPlugins.configuration(environment, request, plugins));
            rules.close();
            rules = more;
        }
    }

    @Override
    public synchronized Map<String, Catalog> catalogs() {
        return rules.setup().catalogs();
    }

    @Override
    public List<Path> base() {
        return base;
    }

    @Override
    public synchronized TestState test(Path rulesFile) {
        Path folder = rulesFile.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder.resolve(TestFiles.TESTS))) {
            return TestState.NONE;
        }
        try {
            TestFiles files = TestFiles.find(List.of(folder), base);
            return new TestState(
                    TestRun.of(rules, rules.load(files.rules()), files.tests(), false)
                            .files(),
                    "");
        } catch (CommandFailure e) {
            return new TestState(List.of(), e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        rules.close();
    }
}

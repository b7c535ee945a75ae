package io.peregrine.bench;

import io.peregrine.app.rules.RuleDefinitions;
import io.peregrine.container.ContainerOptions;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.CompiledRule;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoadedPlugin;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.RuleLoader;
import io.peregrine.loader.Version;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads events, keeps their state, judges them and makes alerts, which are then forgotten. */
final class RulesReplay implements Replay {
    private static final String SOURCE = BuiltinFields.SYSCALL;

    private final Path capture;
    private final RuleSet rules;

    private RulesReplay(Path capture, RuleSet rules) {
        this.capture = capture;
        this.rules = rules;
    }

    /**
     * Loads rules for a replay.
     *
     * @param capture the file to replay
     * @param judging the rules files, and who judges
     * @throws IllegalArgumentException when a file cannot be read or has an error
     */
    static RulesReplay load(Path capture, BenchOptions.Judged judging) {
        RuleSet planned = plan(judging);
        judging.evaluator().install(planned, System.err::println);
        return new RulesReplay(capture, planned);
    }

    /**
     * Loads rules.
     *
     * @throws IllegalArgumentException when a file cannot be read or has an error
     */
    static RuleSet plan(BenchOptions.Judged judging) {
        Catalog catalog = BuiltinFields.syscall(
                FieldSettings.DEFAULT, List.of(new ContainerPlugin(ContainerOptions.USUAL).fields()));
        List<SourceText> texts = new ArrayList<>();
        for (Path file : judging.rules()) {
            texts.add(read(file));
        }
        LoaderSettings settings =
                LoaderSettings.of(catalog).withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 7, 1))));
        LoadResult loaded = RuleLoader.load(texts, settings);
        if (!loaded.successful()) {
            throw new IllegalArgumentException("The rules do not load; run the engine's -V on them to see why.");
        }
        List<RuleDefinition> definitions = RuleDefinitions.of(
                judging.enableAll()
                        ? loaded.rules().stream().map(CompiledRule::checked).toList()
                        : loaded.checkedRules());
        return RuleSet.plan(definitions, Map.of(SOURCE, catalog), new ValueText(BufferFormat.DOTS));
    }

    private static SourceText read(Path file) {
        try {
            return new SourceText(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The rules file " + file + " cannot be read.", e);
        }
    }

    @Override
    public Counts run() throws SourceException {
        try (StatePass pass = new StatePass(capture)) {
            return pass.run(Stages.NONE.withJudging(new Judging(
                    rules,
                    RuleMatching.FIRST,
                    (set, rule, values) -> set.output(rule).alert(values, "bench"))));
        }
    }
}

package io.peregrine.loader;

import io.peregrine.diagnostics.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Loads rule files: the door of this package.
 *
 * <p>Files are read in order. After each, everything defined so far is compiled, so that a file cannot use what only a later one defines.
 * A file with an error does not end loading, but no rules come out then; every file gets its report.
 */
public final class RuleLoader {
    /** Room for conditions that nest as deep as the language allows. */
    private static final long STACK_BYTES = 64L << 20;

    private final LoaderSettings settings;
    private final Definitions definitions;
    private final RuleCompiler compiler;
    private final CompileMemory memory = new CompileMemory();
    private final List<LoadReport> reports = new ArrayList<>();

    private Compilation latest = new Compilation();
    private boolean failed;

    private RuleLoader(LoaderSettings settings) {
        this.settings = settings;
        Sources sources = new Sources(settings.sources(), settings.services());
        this.compiler = new RuleCompiler(sources, settings.additions());
        this.definitions = new Definitions(sources);
    }

    /**
     * Loads files.
     *
     * @param files name and content of each, in order
     * @return what came out; never throws for anything that a file holds
     */
    public static LoadResult load(List<SourceText> files, LoaderSettings settings) {
        return load(RuleFiles.reading(files), settings);
    }

    /** As {@link #load(List, LoaderSettings)}, for files that are being read already. */
    public static LoadResult load(RuleFiles files, LoaderSettings settings) {
        return started("rule-loader", () -> new RuleLoader(settings).loadAll(files))
                .join();
    }

    /** Runs work on a thread with room for deep nesting. */
    static <T> CompletableFuture<T> started(String thread, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable body = () -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        };
        new Thread(null, body, thread, STACK_BYTES).start();
        return result;
    }

    private LoadResult loadAll(RuleFiles files) {
        for (SourceText file : files.files()) {
            load(file, files);
        }
        List<CompiledRule> rules = failed ? List.of() : selected();
        return new LoadResult(
                reports, unmetRequirement(), rules, new LoadedDetails(definitions, latest, settings.plugins()));
    }

    /** Loads a file. Its trees are let go before it is compiled, while the next file is read. */
    private void load(SourceText file, RuleFiles files) {
        Remarks remarks = new Remarks();
        CompletableFuture<List<RuleSchema.Violation>> violations = files.violations();
        boolean read = new RuleFileReader(remarks, definitions).read(file, files.trees());
        files.readNext();
        Optional<Compilation> compiled =
                read ? Compiler.compile(definitions, compiler, remarks, memory) : Optional.empty();
        compiled.ifPresent(compilation -> latest = compilation);
        failed |= compiled.isEmpty();
        reports.add(new LoadReport(file, remarks.all(), violations.join()));
    }

    /** The rules that are urgent enough, switched as the selections say; one switched on late is asked late. */
    private List<CompiledRule> selected() {
        List<CompiledRule> rules = new ArrayList<>(latest.rules().values());
        rules.removeIf(rule -> !rule.checked().label().priority().isAtLeast(settings.threshold()));
        return RuleOrder.select(rules, settings.selections());
    }

    private Optional<String> unmetRequirement() {
        for (PluginRequirement requirement : definitions.plugins()) {
            Optional<String> unmet = unmet(requirement);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    private Optional<String> unmet(PluginRequirement requirement) {
        List<String> wanted = new ArrayList<>();
        for (PluginRequirement.Plugin plugin : requirement.alternatives()) {
            Optional<Version> present =
                    Optional.ofNullable(settings.plugins().get(plugin.name())).map(LoadedPlugin::version);
            Optional<Version> required = Version.parse(plugin.version());
            if (present.isPresent() && required.isPresent()) {
                return present.get().satisfies(required.get())
                        ? Optional.empty()
                        : Optional.of("Plugin '" + plugin.name() + "' version '" + present.get()
                                + "' is not compatible with required plugin version '" + plugin.version() + "'");
            }
            wanted.add(plugin.name() + " (>= " + plugin.version() + ")");
        }
        return Optional.of("Plugin requirement not satisfied, must load one of: " + String.join(", ", wanted));
    }
}

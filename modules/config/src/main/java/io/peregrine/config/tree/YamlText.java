package io.peregrine.config.tree;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Reads the first document of a YAML text into a tree. Values stay text: what is a number or a truth value is decided by
 * the setting that reads it. A key that is written twice keeps its first value and is reported.
 */
public final class YamlText {
    private static final int MAX_NODES = 200_000;

    private final String name;
    private final IntFunction<SettingOrigin> origins;
    private final UnaryOperator<String> expansion;
    private final List<String> warnings = new ArrayList<>();
    private int nodes;

    private YamlText(String name, IntFunction<SettingOrigin> origins, UnaryOperator<String> expansion) {
        this.name = name;
        this.origins = origins;
        this.expansion = expansion;
    }

    /**
     * What a text held.
     *
     * @param root the document; {@link ConfigNode.Empty} when there is none
     * @param warnings sentences about keys that are written twice
     */
    public record Document(ConfigNode root, List<String> warnings) {}

    /**
     * Reads a file's text.
     *
     * @param name the file's path, for origins and messages
     * @param text its content
     * @param expansion what is done with every scalar, normally the expansion of variables
     * @throws TreeException if the text is not YAML, naming line and column
     */
    public static Document read(String name, String text, UnaryOperator<String> expansion) throws TreeException {
        YamlText reader = new YamlText(name, line -> new SettingOrigin(name, line), expansion);
        ConfigNode root = reader.parse(text);
        return new Document(root, List.copyOf(reader.warnings));
    }

    /** Reads the value of a command-line option; nothing is expanded in it. */
    static ConfigNode readOption(String option, String value) throws TreeException {
        return new YamlText("-o " + option, line -> SettingOrigin.option(option), UnaryOperator.identity())
                .parse(value);
    }

    private ConfigNode parse(String text) throws TreeException {
        YamlDocuments read = YamlReader.read(new SourceText(name, text));
        if (read.problem().isPresent()) {
            YamlDocuments.Problem problem = read.problem().get();
            throw new TreeException(problem.span().place() + ": this is not valid YAML: " + problem.message() + ".");
        }
        return read.documents().isEmpty()
                ? new ConfigNode.Empty(origins.apply(1))
                : convert(read.documents().getFirst());
    }

    private ConfigNode convert(YamlNode node) throws TreeException {
        SettingOrigin origin = origin(node);
        if (++nodes > MAX_NODES) {
            throw new TreeException(
                    origin + ": the text repeats too much; a configuration has at most " + MAX_NODES + " values.");
        }
        return switch (node) {
            case YamlNode.Mapping mapping -> convertMapping(mapping);
            case YamlNode.Sequence sequence -> {
                List<ConfigNode> items = new ArrayList<>();
                for (YamlNode item : sequence.items()) {
                    items.add(convert(item));
                }
                yield new ConfigNode.Sequence(items, origin);
            }
            case YamlNode.Scalar scalar ->
                scalar.isNull()
                        ? new ConfigNode.Empty(origin)
                        : new ConfigNode.Scalar(
                                expansion.apply(scalar.value()), scalar.style() != YamlNode.Style.PLAIN, origin);
        };
    }

    private ConfigNode convertMapping(YamlNode.Mapping mapping) throws TreeException {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof YamlNode.Scalar key)) {
                throw new TreeException(origin(entry.key()) + ": a key must be a single value.");
            }
            ConfigNode value = at(convert(entry.value()), origin(key));
            if (entries.putIfAbsent(key.value(), value) != null) {
                warnings.add(origin(key) + ": the key '" + key.value()
                        + "' is written twice; the first one counts, remove this one.");
            }
        }
        return new ConfigNode.Mapping(entries, origin(mapping));
    }

    /** A map or list begins below its key; the key's line is what a reader looks for. */
    private static ConfigNode at(ConfigNode value, SettingOrigin key) {
        return switch (value) {
            case ConfigNode.Mapping mapping -> new ConfigNode.Mapping(mapping.entries(), key);
            case ConfigNode.Sequence sequence -> new ConfigNode.Sequence(sequence.items(), key);
            case ConfigNode.Scalar scalar -> scalar;
            case ConfigNode.Empty ignored -> new ConfigNode.Empty(key);
        };
    }

    private SettingOrigin origin(YamlNode node) {
        return origins.apply(node.span().line() + 1);
    }
}

package io.peregrine.config.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the first document of a YAML text into a tree. Values stay text: what is a number or a truth value is decided by
 * the setting that reads it. A key that is written twice keeps its first value and is reported.
 */
public final class YamlText {
    private static final int MAX_NODES = 200_000;
    private static final int MAX_DEPTH = 64;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final String name;
    private final IntFunction<Origin> origins;
    private final UnaryOperator<String> expansion;
    private final List<String> warnings = new ArrayList<>();
    private int nodes;

    private YamlText(String name, IntFunction<Origin> origins, UnaryOperator<String> expansion) {
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
        YamlText reader = new YamlText(name, line -> new Origin(name, line), expansion);
        ConfigNode root = reader.parse(text);
        return new Document(root, List.copyOf(reader.warnings));
    }

    /** Reads the value of a command-line option; nothing is expanded in it. */
    static ConfigNode readOption(String option, String value) throws TreeException {
        return new YamlText("-o " + option, line -> Origin.option(option), UnaryOperator.identity()).parse(value);
    }

    private ConfigNode parse(String text) throws TreeException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(MAX_NODES)
                .build();
        try {
            Iterator<Node> documents = new Composer(
                    settings, new ShallowParser(new ParserImpl(settings, new StreamReader(settings, text)), MAX_DEPTH));
            return documents.hasNext() ? convert(documents.next(), 0) : new ConfigNode.Empty(origins.apply(1));
        } catch (ShallowParser.TooDeepException e) {
            throw tooMuch(origins.apply(e.line()));
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new TreeException(name + where + ": this is not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new TreeException(name + ": this is not valid YAML: " + e.getMessage());
        }
    }

    private ConfigNode convert(Node node, int depth) throws TreeException {
        Origin origin = origin(node);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw tooMuch(origin);
        }
        return switch (node) {
            case MappingNode mapping -> convertMapping(mapping, depth);
            case SequenceNode sequence -> {
                List<ConfigNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(item, depth + 1));
                }
                yield new ConfigNode.Sequence(items, origin);
            }
            case ScalarNode scalar -> {
                boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
                yield !quoted && NULLS.contains(scalar.getValue())
                        ? new ConfigNode.Empty(origin)
                        : new ConfigNode.Scalar(expansion.apply(scalar.getValue()), quoted, origin);
            }
            default -> throw new TreeException(origin + ": this kind of YAML value is not allowed here");
        };
    }

    private ConfigNode convertMapping(MappingNode mapping, int depth) throws TreeException {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                throw new TreeException(origin(key) + ": a key must be a single value");
            }
            ConfigNode value = at(convert(tuple.getValueNode(), depth + 1), origin(key));
            if (entries.putIfAbsent(scalar.getValue(), value) != null) {
                warnings.add(origin(key) + ": the key '" + scalar.getValue()
                        + "' is written twice; the first one counts, remove this one");
            }
        }
        return new ConfigNode.Mapping(entries, origin(mapping));
    }

    private static TreeException tooMuch(Origin origin) {
        return new TreeException(origin + ": the text nests or repeats too much; a configuration has at most "
                + MAX_NODES + " values and " + MAX_DEPTH + " levels.");
    }

    /** A map or list begins below its key; the key's line is what a reader looks for. */
    private static ConfigNode at(ConfigNode value, Origin key) {
        return switch (value) {
            case ConfigNode.Mapping mapping -> new ConfigNode.Mapping(mapping.entries(), key);
            case ConfigNode.Sequence sequence -> new ConfigNode.Sequence(sequence.items(), key);
            case ConfigNode.Scalar scalar -> scalar;
            case ConfigNode.Empty ignored -> new ConfigNode.Empty(key);
        };
    }

    private Origin origin(Node node) {
        return origins.apply(node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }
}

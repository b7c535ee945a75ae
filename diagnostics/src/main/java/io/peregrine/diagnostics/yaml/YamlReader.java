package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlDocuments.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a text into YAML trees. Nesting is bounded at {@link #MAX_DEPTH} and the size of a document with all aliases written out at
 * {@link #MAX_EXPANDED} nodes, so that a small file cannot grow large behind the reader's back.
 */
public final class YamlReader {
    /** How deep sequences and mappings may stand in each other. */
    public static final int MAX_DEPTH = 200;

    /** How many nodes a document may have, each alias counted as all that it stands for. */
    public static final int MAX_EXPANDED = 5_000_000;

    private YamlReader() {}

    /** All documents of a text; never throws. */
    public static YamlDocuments read(SourceText source) {
        CodePoints points = new CodePoints(source);
        TreeBuilder builder = new TreeBuilder(points);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, source.content()));
            while (parser.hasNext()) {
                Event event = parser.next();
                Optional<Problem> problem = builder.take(event);
                if (problem.isPresent()) {
                    return new YamlDocuments(builder.documents(), problem);
                }
            }
            return new YamlDocuments(builder.documents(), Optional.empty());
        } catch (MarkedYamlEngineException e) {
            return failed(builder, new Problem(sentence(e), span(e, points)));
        } catch (YamlEngineException e) {
            return failed(builder, unprintable(source));
        }
    }

    private static YamlDocuments failed(TreeBuilder builder, Problem problem) {
        List<YamlNode> whole = builder.documents();
        return new YamlDocuments(whole, Optional.of(problem));
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "the text is not YAML" : e.getProblem();
        String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ", ";
        return (context + problem).replace("\n", " ").trim();
    }

    private static Span span(MarkedYamlEngineException e, CodePoints points) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        int at = mark.map(m -> points.offset(m.getIndex())).orElse(0);
        return new Span(points.source(), at, at);
    }

    private static Problem unprintable(SourceText source) {
        String content = source.content();
        for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
            int point = content.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                return new Problem(
                        String.format(Locale.ROOT, "the character U+%04X is not allowed in YAML", point),
                        new Span(source, i, i + 1));
            }
        }
        return new Problem("the text is not YAML", new Span(source, 0, 0));
    }
}

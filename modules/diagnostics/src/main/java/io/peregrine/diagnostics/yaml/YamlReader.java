package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlDocuments.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads a text into YAML trees. Nesting is bounded at {@link #MAX_DEPTH} and the size of a document with all aliases written out at
 * {@link #MAX_EXPANDED} nodes, so that a small file cannot grow large behind the reader's back.
 */
public final class YamlReader {
    /** A node that stands in so many others less one is refused, as in Falco. */
    public static final int MAX_DEPTH = 500;

    /** How many nodes a document may have, each alias counted as all that it stands for. */
    public static final int MAX_EXPANDED = 5_000_000;

    /** Room for {@link #MAX_DEPTH} nodes in each other, which a thread of the engine has not. */
    private static final long STACK_BYTES = 8L << 20;

    /** A shorter text cannot nest so deeply that it needs a stack of its own. */
    private static final int SHORT = 100;

    private YamlReader() {}

    /** All documents of a text; never throws. */
    public static YamlDocuments read(SourceText source) {
        int nul = source.content().indexOf('\0');
        if (nul >= 0) {
            return new YamlDocuments(
                    List.of(),
                    Optional.of(
                            new Problem("there is a byte 0 here: this is no text", new Span(source, nul, nul + 1))));
        }
        return source.content().length() < SHORT ? parse(source) : parseOnOwnStack(source);
    }

    private static YamlDocuments parse(SourceText source) {
        YamlParser parser = new YamlParser(source);
        try {
            parser.parse();
            return new YamlDocuments(parser.documents(), Optional.empty());
        } catch (YamlFault e) {
            int at = Math.min(e.offset(), source.content().length());
            return new YamlDocuments(
                    parser.documents(), Optional.of(new Problem(e.getMessage(), new Span(source, at, at))));
        }
    }

    private static YamlDocuments parseOnOwnStack(SourceText source) {
        FutureTask<YamlDocuments> reading = new FutureTask<>(() -> parse(source));
        Thread thread = new Thread(null, reading, "yaml", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return reading.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The YAML reader failed.", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

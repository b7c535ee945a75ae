package io.peregrine.loader;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Rules files whose YAML is read one file ahead, on threads of their own: while the first is read the fields can be declared, while one is
 * compiled the next is read. No more than one file's trees wait, as they are large. Loaded once, by one thread.
 */
public final class RuleFiles {
    private final List<SourceText> files;
    private final Iterator<SourceText> unread;
    private final Queue<CompletableFuture<YamlDocuments>> ahead = new ArrayDeque<>();

    private RuleFiles(List<SourceText> files) {
        this.files = List.copyOf(files);
        this.unread = this.files.iterator();
    }

    /**
     * Begins to read files.
     *
     * @param files name and content of each, in the order in which they are loaded
     */
    public static RuleFiles reading(List<SourceText> files) {
        RuleFiles reading = new RuleFiles(files);
        reading.readNext();
        return reading;
    }

    /** The files in order. */
    List<SourceText> files() {
        return files;
    }

    /** Begins to read the next file, if there is one. */
    void readNext() {
        if (unread.hasNext()) {
            SourceText file = unread.next();
            ahead.add(RuleLoader.started("rule-reader", () -> YamlReader.read(file)));
        }
    }

    /** The trees of the file that was begun last; waits until it is read. */
    YamlDocuments trees() {
        return ahead.remove().join();
    }
}

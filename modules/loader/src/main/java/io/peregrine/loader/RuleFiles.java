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
    private final Queue<CompletableFuture<Trees>> ahead = new ArrayDeque<>();

    /**
     * What was read of a file.
     *
     * @param documents its trees
     * @param violations what of them the schema does not allow; found beside whatever else happens
     */
    record Trees(YamlDocuments documents, CompletableFuture<List<RuleSchema.Violation>> violations) {
        static Trees read(SourceText file) {
            YamlDocuments documents = YamlReader.read(file);
            return new Trees(documents, RuleLoader.started("rule-schema", () -> RuleSchema.check(documents)));
        }
    }

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
            ahead.add(RuleLoader.started("rule-reader", () -> Trees.read(file)));
        }
    }

    /** What the schema does not allow of the file whose trees are taken next; waits for nothing. */
    CompletableFuture<List<RuleSchema.Violation>> violations() {
        return ahead.element().thenCompose(Trees::violations);
    }

    /** The trees of the file that was begun last; waits until it is read. */
    YamlDocuments trees() {
        return ahead.remove().join().documents();
    }
}

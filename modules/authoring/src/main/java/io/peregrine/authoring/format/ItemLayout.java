package io.peregrine.authoring.format;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One item of a rules file in the one layout, or as it was where that would change what it says. */
final class ItemLayout {
    private ItemLayout() {}

    /**
     * The lines of an item: in the one layout, with the blanks at the ends of its lines where they belong to a text, else as they were.
     *
     * @param last the item's last line in the file
     */
    static List<String> layOut(YamlNode item, TextLines lines, int last) {
        List<String> written = lines.range(item.span().line(), last + 1);
        List<String> out = laidOut(item, lines, written);
        return Stream.of(Tidying.tidy(out), out, Tidying.tidy(written))
                .filter(candidate -> keepsMeaning(item, candidate) && comments(candidate) == comments(written))
                .findFirst()
                .orElse(written);
    }

    private static List<String> laidOut(YamlNode item, TextLines lines, List<String> written) {
        if (!(item instanceof YamlNode.Mapping mapping) || Extent.isFlow(item)) {
            return written;
        }
        try {
            List<String> out = new ArrayList<>();
            new BlockLayout(lines, out).mapping(mapping, "- ", 2, item.span().line());
            return out;
        } catch (UnknownLayoutException e) {
            return written;
        }
    }

    private static boolean keepsMeaning(YamlNode item, List<String> out) {
        YamlDocuments again = YamlReader.read(new SourceText("<layout>", Tidying.join(out)));
        return again.problem().isEmpty()
                && again.documents().size() == 1
                && again.documents().getFirst() instanceof YamlNode.Sequence sequence
                && sequence.items().size() == 1
                && SameMeaning.same(item, sequence.items().getFirst());
    }

    /** How many lines hold the sign of a comment; a comment that got lost would be one less. */
    private static long comments(List<String> lines) {
        return lines.stream().filter(line -> line.indexOf('#') >= 0).count();
    }
}

package io.peregrine.diagnostics.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Random texts of well-formed YAML against a library that reads it too: the same trees. */
class YamlAgreementTest {
    private final Random random = new Random(Long.getLong("peregrine.test.seed", 3));

    @Test
    void wellFormedTextsAreTheSameTrees() {
        int compared = 0;
        for (int i = 0; i < Integer.getInteger("peregrine.test.texts", 5_000); i++) {
            String text = block(0, 3).stripTrailing() + "\n";
            Optional<String> expected = ofLibrary(text);
            if (expected.isPresent()) {
                compared++;
                YamlDocuments read = YamlReader.read(new SourceText("f.yaml", text));
                assertThat(read.problem()).as(text).isEmpty();
                StringBuilder ours = new StringBuilder();
                read.documents().forEach(document -> TreeText.print(document, ours));
                assertThat(ours.toString()).as(text).isEqualTo(expected.get());
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    private String block(int indent, int depth) {
        StringBuilder out = new StringBuilder();
        String blanks = " ".repeat(indent);
        boolean sequence = random.nextBoolean();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            out.append(blanks).append(sequence ? "-" : key(i) + ":");
            int kind = random.nextInt(depth > 0 ? 8 : 6);
            int deeper = indent + 1 + random.nextInt(3);
            switch (kind) {
                case 0, 1 -> out.append(' ').append(plain(deeper));
                case 2 -> out.append(' ').append(quoted(deeper));
                case 3 -> out.append(' ').append(blockScalar(deeper));
                case 4 -> out.append(' ').append(flow(2)).append('\n');
                case 5 -> out.append(pick("\n", " ~\n", " &a x\n", " # comment\n", " !!str 5\n"));
                default -> out.append('\n').append(block(deeper, depth - 1));
            }
            if (random.nextInt(6) == 0) {
                out.append(pick("\n", "  # comment\n", "# comment\n"));
            }
        }
        return out.toString();
    }

    private String key(int i) {
        return pick("k", "'k ", "\"k\\t")
                .replace("'k ", "'k" + i + "'")
                .replace("\"k\\t", "\"k\\t" + i + "\"")
                .replaceFirst("^k$", "k" + i);
    }

    private String words() {
        StringBuilder out = new StringBuilder(
                pick("a", "proc.name", "%x".substring(1), "(evt.type", "1.5", "\u00e9", "\ud83d\ude00", "x:y", "x#y"));
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(pick(" ", "  ")).append(pick("and", "=", "!=", "b,c", "[x]", "'q'", "x:y", "a#b", "-", "\"z\""));
        }
        return out.toString();
    }

    private String plain(int indent) {
        StringBuilder out = new StringBuilder(words());
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(pick("\n", " \n", "\n\n", "\n\n\n"))
                    .append(" ".repeat(indent))
                    .append(words());
        }
        return out.append(pick("\n", "  \n", " # comment\n")).toString();
    }

    private String quoted(int indent) {
        boolean single = random.nextBoolean();
        String sign = single ? "'" : "\"";
        StringBuilder out = new StringBuilder(sign);
        for (int i = random.nextInt(4); i >= 0; i--) {
            out.append(pick(
                    "a",
                    " b",
                    "c ",
                    "#",
                    ": ",
                    single ? "''" : "\\\"",
                    single ? "\"" : "\\x41",
                    single ? "\\" : "\\n"));
            if (random.nextInt(3) == 0) {
                out.append(pick("\n", " \n", "\n\n")).append(" ".repeat(indent)).append('d');
            }
        }
        return out.append(sign).append('\n').toString();
    }

    private String blockScalar(int indent) {
        StringBuilder out = new StringBuilder(pick("|", ">", "|-", ">-", "|+")).append('\n');
        String blanks = " ".repeat(indent);
        out.append(blanks).append(words()).append('\n');
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(pick("\n", "\n\n", ""))
                    .append(blanks)
                    .append(pick("", "", "  "))
                    .append(words())
                    .append('\n');
        }
        return out.toString();
    }

    private String flow(int depth) {
        boolean sequence = random.nextBoolean();
        StringBuilder out = new StringBuilder(sequence ? "[" : "{");
        for (int i = random.nextInt(4); i > 0; i--) {
            String value = depth > 0 && random.nextInt(3) == 0
                    ? flow(depth - 1)
                    : pick("a", "b c", "'d e'", "\"f\\tg\"", "x.y");
            out.append(sequence ? "" : "k" + i + ": ").append(value).append(i > 1 ? pick(",", ", ") : "");
        }
        return out.append(sequence ? "]" : "}").toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Optional<String> ofLibrary(String text) {
        try {
            StringBuilder out = new StringBuilder();
            List<Node> documents = new ArrayList<>();
            new Compose(LoadSettings.builder().setAllowDuplicateKeys(true).build())
                    .composeAllFromString(text)
                    .forEach(documents::add);
            documents.forEach(document -> print(document, out));
            return Optional.of(out.toString());
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static void print(Node node, StringBuilder out) {
        switch (node) {
            case ScalarNode scalar -> out.append('<').append(scalar.getValue()).append('>');
            case SequenceNode sequence -> {
                out.append('[');
                sequence.getValue().forEach(item -> print(item, out));
                out.append(']');
            }
            case MappingNode mapping -> {
                out.append('{');
                mapping.getValue().forEach(entry -> {
                    print(entry.getKeyNode(), out);
                    print(entry.getValueNode(), out);
                });
                out.append('}');
            }
            default -> throw new AssertionError(node);
        }
    }
}

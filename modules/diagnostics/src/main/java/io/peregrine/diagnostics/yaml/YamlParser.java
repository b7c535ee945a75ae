package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.HeapRoom;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the tokens of a text together to trees, and counts what aliases stand for. */
final class YamlParser {
    /** How many nodes are made between two looks at the memory, and what they take at most, their texts apart. */
    private static final int NODES_BETWEEN_LOOKS = 256;

    private static final long BYTES_BETWEEN_LOOKS = 1 << 16;

    /** A node with a name, and the number of nodes in it with all aliases written out. */
    private record Anchored(YamlNode node, int size) {}

    private final SourceText source;
    private final YamlScanner scanner;
    private final List<YamlNode> documents = new ArrayList<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int depth;
    /** The offset behind the last token that was taken. */
    private int end;

    YamlParser(SourceText source) {
        this.source = source;
        this.scanner = new YamlScanner(source.content());
    }

    /** The documents that were read to their end. */
    List<YamlNode> documents() {
        return documents;
    }

    void parse() throws YamlFault {
        directives();
        while (!scanner.isEmpty()) {
            anchors.clear();
            nodes = 0;
            int before = end;
            if (scanner.is(Kind.DOCUMENT_START)) {
                take();
            }
            documents.add(node(false));
            while (scanner.is(Kind.DOCUMENT_END)) {
                take();
            }
            if (end == before) {
                throw new YamlFault("this has no meaning here", scanner.peek().start());
            }
            directives();
        }
    }

    private void directives() throws YamlFault {
        while (scanner.is(Kind.DIRECTIVE)) {
            Token token = take();
            String[] words = token.value().split("[ \t]+");
            if (words[0].equals("%YAML") && (words.length < 2 || !words[1].matches("[01]\\.[0-9]+"))) {
                throw new YamlFault("the version of YAML is 1 and a number behind a dot", token.start());
            }
        }
    }

    private Token take() throws YamlFault {
        Token token = scanner.take();
        end = Math.max(end, token.end());
        return token;
    }

    /** The offset of the next token, or of the end of the text. */
    private int here() throws YamlFault {
        return scanner.isEmpty() ? scanner.position() : scanner.peek().start();
    }

    /**
     * The node that begins at the next token. Where that token begins none, there is an empty one before it.
     *
     * @param inFlowSequence whether a key may begin a mapping of one entry
     */
    private YamlNode node(boolean inFlowSequence) throws YamlFault {
        int start = here();
        if (scanner.is(Kind.ALIAS)) {
            return alias(take());
        }
        Optional<String> anchor = Optional.empty();
        boolean tagged = false;
        while (scanner.is(Kind.ANCHOR) || scanner.is(Kind.TAG)) {
            Token token = take();
            if (token.kind() == Kind.ANCHOR) {
                if (anchor.isPresent()) {
                    throw new YamlFault("a node cannot have two anchors", token.start());
                }
                anchor = Optional.of(token.value());
                anchors.remove(token.value());
            } else if (tagged) {
                throw new YamlFault("a node cannot have two tags", token.start());
            } else {
                tagged = true;
            }
        }
        int before = nodes;
        YamlNode node = content(start, tagged, inFlowSequence);
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, nodes - before)));
        return node;
    }

    private YamlNode alias(Token token) throws YamlFault {
        Anchored target = anchors.get(token.value());
        if (target == null) {
            throw new YamlFault(
                    "there is no finished node with the anchor '" + token.value() + "' before this alias",
                    token.start());
        }
        count(target.size(), token.start());
        return target.node();
    }

    private void count(int more, int offset) throws YamlFault {
        nodes += more;
        if (nodes > YamlReader.MAX_EXPANDED) {
            throw new YamlFault("aliases make the document larger than " + YamlReader.MAX_EXPANDED + " nodes", offset);
        }
        if (nodes % NODES_BETWEEN_LOOKS == 0 && !HeapRoom.has(BYTES_BETWEEN_LOOKS)) {
            throw new YamlFault(HeapRoom.refusal("the file needs"), offset);
        }
    }

    private YamlNode content(int start, boolean tagged, boolean inFlowSequence) throws YamlFault {
        count(1, start);
        if (scanner.isEmpty()) {
            return empty(start, false);
        }
        if (++depth >= YamlReader.MAX_DEPTH) {
            throw new YamlFault("nodes stand in each other " + YamlReader.MAX_DEPTH + " deep or more", start);
        }
        YamlNode node = switch (scanner.peek().kind()) {
            case SCALAR -> scalar(take(), start, tagged);
            case BLOCK_SEQUENCE_START -> blockSequence(start);
            case FLOW_SEQUENCE_START -> flowSequence(start);
            case BLOCK_MAPPING_START -> blockMapping(start);
            case FLOW_MAPPING_START -> flowMapping(start);
            case VALUE -> singleEntry(start);
            case KEY -> inFlowSequence ? singleEntry(start) : empty(start, tagged);
            default -> empty(start, tagged);
        };
        depth--;
        return node;
    }

    private YamlNode empty(int start, boolean tagged) {
        int place = Math.min(end, start);
        YamlNode.Style style = tagged ? YamlNode.Style.SINGLE_QUOTED : YamlNode.Style.PLAIN;
        return new YamlNode.Scalar("", style, new Span(source, place, place), start);
    }

    private YamlNode scalar(Token token, int mark, boolean tagged) {
        boolean nullWithTag = tagged && token.style() == YamlNode.Style.PLAIN && YamlNode.Scalar.isNull(token.value());
        return new YamlNode.Scalar(
                token.value(),
                nullWithTag ? YamlNode.Style.SINGLE_QUOTED : token.style(),
                new Span(source, token.start(), token.end()),
                mark);
    }

    private Span span(int start) {
        return new Span(source, start, Math.max(start, end));
    }

    private YamlNode blockSequence(int start) throws YamlFault {
        take();
        ScalarItems.Builder items = new ScalarItems.Builder(source);
        while (!scanner.is(Kind.BLOCK_SEQUENCE_END)) {
            if (!scanner.is(Kind.BLOCK_ENTRY)) {
                throw new YamlFault("an item of the sequence above must begin with '- ' here", here());
            }
            take();
            items.add(node(false));
        }
        scanner.take();
        return new YamlNode.Sequence(items.build(), span(start));
    }

    private YamlNode blockMapping(int start) throws YamlFault {
        take();
        List<YamlNode.Entry> entries = new ArrayList<>();
        while (!scanner.is(Kind.BLOCK_MAPPING_END)) {
            if (!scanner.is(Kind.KEY) && !scanner.is(Kind.VALUE)) {
                throw new YamlFault("a key and a colon must stand here, as in the lines above", here());
            }
            entries.add(entry());
        }
        scanner.take();
        return new YamlNode.Mapping(entries, span(start));
    }

    private YamlNode.Entry entry() throws YamlFault {
        YamlNode key = scanner.is(Kind.KEY) ? behindMark() : missing();
        YamlNode value = scanner.is(Kind.VALUE) ? behindMark() : missing();
        return new YamlNode.Entry(key, value);
    }

    /** The node behind the mark of a key or value. */
    private YamlNode behindMark() throws YamlFault {
        take();
        return node(false);
    }

    /** What stands for a key or value that has no mark. */
    private YamlNode missing() throws YamlFault {
        count(1, here());
        return empty(here(), false);
    }

    private YamlNode flowSequence(int start) throws YamlFault {
        take();
        ScalarItems.Builder items = new ScalarItems.Builder(source);
        while (!scanner.is(Kind.FLOW_SEQUENCE_END)) {
            requireMore(start, ']');
            YamlNode item = node(true);
            items.add(item);
            separator(Kind.FLOW_SEQUENCE_END, item, start, ']');
        }
        take();
        return new YamlNode.Sequence(items.build(), span(start));
    }

    private YamlNode flowMapping(int start) throws YamlFault {
        take();
        List<YamlNode.Entry> entries = new ArrayList<>();
        while (!scanner.is(Kind.FLOW_MAPPING_END)) {
            requireMore(start, '}');
            entries.add(entry());
            separator(Kind.FLOW_MAPPING_END, entries.getLast().value(), start, '}');
        }
        take();
        return new YamlNode.Mapping(entries, span(start));
    }

    private YamlNode singleEntry(int start) throws YamlFault {
        return new YamlNode.Mapping(List.of(entry()), span(start));
    }

    private void requireMore(int start, char close) throws YamlFault {
        if (scanner.isEmpty()) {
            throw new YamlFault("'" + close + "' is missing for the bracket that opens here", start);
        }
    }

    private void separator(Kind close, YamlNode last, int start, char sign) throws YamlFault {
        if (scanner.isEmpty() && last instanceof YamlNode.Scalar scalar && scalar.isUnclosed()) {
            throw new YamlFault(
                    "the quote that opens here is never closed", scalar.span().start());
        }
        requireMore(start, sign);
        if (scanner.is(Kind.FLOW_ENTRY)) {
            take();
        } else if (!scanner.is(close)) {
            int line = source.lineOf(start) + 1;
            throw new YamlFault(
                    "a comma or '" + sign + "' must stand here: a bracket is open since line " + line, here());
        }
    }
}

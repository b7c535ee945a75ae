package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.HeapRoom;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlDocuments.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Puts the events of one text together to trees, without recursion, and counts what aliases stand for. */
final class TreeBuilder {
    private record Open(boolean mapping, Optional<Anchor> anchor, int start, List<Sized> children) {}

    /** A node and the number of nodes in it with all aliases written out. */
    private record Sized(YamlNode node, long size) {}

    /** How many nodes are made between two looks at the memory, and what they take at most, their texts apart. */
    private static final int NODES_BETWEEN_LOOKS = 256;

    private static final long BYTES_BETWEEN_LOOKS = 1 << 16;

    private final CodePoints points;
    private final List<YamlNode> documents = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Sized> anchors = new HashMap<>();
    private int added;

    TreeBuilder(CodePoints points) {
        this.points = points;
    }

    List<YamlNode> documents() {
        return documents;
    }

    /** Takes the next event; answers a problem when reading must end. */
    Optional<Problem> take(Event event) {
        return switch (event) {
            case DocumentStartEvent _ -> {
                anchors.clear();
                yield Optional.empty();
            }
            case ScalarEvent scalar -> add(new Sized(scalar(scalar), 1), scalar.getAnchor(), scalar);
            case CollectionStartEvent start -> open(start);
            case SequenceEndEvent end -> close(end);
            case MappingEndEvent end -> close(end);
            case AliasEvent alias -> alias(alias);
            default -> Optional.empty();
        };
    }

    private Optional<Problem> open(CollectionStartEvent start) {
        if (open.size() >= YamlReader.MAX_DEPTH) {
            return problem(start, "collections stand in each other more than " + YamlReader.MAX_DEPTH + " deep");
        }
        start.getAnchor().ifPresent(anchors::remove);
        open.push(new Open(start instanceof MappingStartEvent, start.getAnchor(), begin(start), new ArrayList<>()));
        return Optional.empty();
    }

    private Optional<Problem> close(Event end) {
        Open closed = open.pop();
        Span span = new Span(points.source(), closed.start(), Math.max(closed.start(), end(end)));
        long size = closed.children().stream().mapToLong(Sized::size).sum() + 1;
        List<YamlNode> children = closed.children().stream().map(Sized::node).toList();
        YamlNode node = closed.mapping() ? mapping(children, span) : new YamlNode.Sequence(children, span);
        return add(new Sized(node, size), closed.anchor(), end);
    }

    private static YamlNode mapping(List<YamlNode> children, Span span) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            entries.add(new YamlNode.Entry(children.get(i), children.get(i + 1)));
        }
        return new YamlNode.Mapping(entries, span);
    }

    private Optional<Problem> alias(AliasEvent alias) {
        Sized target = anchors.get(alias.getAlias());
        if (target == null) {
            return problem(
                    alias, "there is no finished node with the anchor '" + alias.getAlias() + "' before this alias");
        }
        return add(target, Optional.empty(), alias);
    }

    private Optional<Problem> add(Sized node, Optional<Anchor> anchor, Event event) {
        if (node.size() > YamlReader.MAX_EXPANDED) {
            return problem(event, "aliases make the document larger than " + YamlReader.MAX_EXPANDED + " nodes");
        }
        if (++added % NODES_BETWEEN_LOOKS == 0 && !HeapRoom.has(BYTES_BETWEEN_LOOKS)) {
            return problem(event, HeapRoom.refusal("the file needs"));
        }
        anchor.ifPresent(name -> anchors.put(name, node));
        if (open.isEmpty()) {
            documents.add(node.node());
        } else {
            open.peek().children().add(node);
        }
        return Optional.empty();
    }

    private YamlNode scalar(ScalarEvent event) {
        return new YamlNode.Scalar(event.getValue(), style(event.getScalarStyle()), span(event));
    }

    private static YamlNode.Style style(ScalarStyle style) {
        return switch (style) {
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlNode.Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
            case LITERAL -> YamlNode.Style.LITERAL;
            case FOLDED -> YamlNode.Style.FOLDED;
            case PLAIN -> YamlNode.Style.PLAIN;
        };
    }

    private Optional<Problem> problem(Event event, String message) {
        return Optional.of(new Problem(message, span(event)));
    }

    private Span span(Event event) {
        int start = begin(event);
        return new Span(points.source(), start, Math.max(start, end(event)));
    }

    private int begin(Event event) {
        return offset(event.getStartMark());
    }

    private int end(Event event) {
        return offset(event.getEndMark());
    }

    private int offset(Optional<Mark> mark) {
        return mark.map(m -> points.offset(m.getIndex())).orElse(0);
    }
}

package io.peregrine.kernelfilter;

import io.peregrine.event.ByteString;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.EventDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons of a call's paths: what they ask for becomes terms, and for a plain path that has none of them they are false. The text of a plain path is
 * the value of every field that shows the path, or the field has no value, and then the comparison is false too.
 */
final class PathChecks {
    /** Bytes that mean more than themselves in patterns. */
    private static final String SPECIAL = "*?[]\\";

    /** Which part of a path a field shows. */
    private enum Part {
        WHOLE,
        DIRECTORY,
        FILE_NAME,
        NOTHING
    }

    private PathChecks() {}

    /**
     * What a comparison says of events whose paths have none of the terms.
     *
     * @param terms where the paths that the comparison asks for are noted
     */
    static Certainty of(Condition.Check check, FieldReference field, EventClass events, PathTerms terms) {
        Part part = part(field, events);
        List<Constant> constants = constants(check);
        if (part == Part.NOTHING
                || constants.isEmpty()
                || !constants.stream().allMatch(Constant.Bytes.class::isInstance)) {
            return Certainty.MAYBE;
        }
        boolean known = true;
        for (Constant constant : constants) {
            ByteString text = ByteString.wrap(((Constant.Bytes) constant).value());
            known = known && text.indexOf(0, 0) < 0 && note(part, check.operator(), text, terms);
        }
        return Certainty.neverIf(known);
    }

    /** The part of the call's path that a field shows, or of one of its two paths. */
    private static Part part(FieldReference field, EventClass events) {
        EventDescriptor event = events.descriptor();
        boolean opens = PathCalls.opens(events.code());
        return switch (field.field().name()) {
            case "fd.name", "fd.nameraw" -> opens ? Part.WHOLE : Part.NOTHING;
            case "fd.directory" -> opens ? Part.DIRECTORY : Part.NOTHING;
            case "fd.filename" -> opens ? Part.FILE_NAME : Part.NOTHING;
            case "fs.path.name",
                    "fs.path.nameraw",
                    "fs.path.source",
                    "fs.path.sourceraw",
                    "fs.path.target",
                    "fs.path.targetraw" -> Part.WHOLE;
            case "evt.arg" ->
                PathCalls.paths(event).contains(ArgumentPlace.of(field, event)) ? Part.WHOLE : Part.NOTHING;
            default -> Part.NOTHING;
        };
    }

    /** The constants of which one has to fit, with or without a quantifier; empty when they say nothing by themselves. */
    private static List<Constant> constants(Condition.Check check) {
        return switch (check.right()) {
            case Right.Value(Constant value) -> List.of(value);
            case Right.Values values -> values.values();
            case Right.Nothing none -> List.of();
            case Right.Computed computed -> List.of();
        };
    }

    /** Notes the paths for which a comparison with one constant can be true; false when they cannot be told. */
    private static boolean note(Part part, Operator operator, ByteString text, PathTerms terms) {
        return switch (operator) {
            case EQ, IN, INTERSECTS -> noteEqual(part, text, terms);
            case STARTSWITH -> part != Part.FILE_NAME && terms.addPrefix(text);
            case ENDSWITH -> part != Part.DIRECTORY && terms.addSuffix(text);
            case CONTAINS -> PathTerms.isInNoPlainPath(text);
            case PMATCH -> part != Part.FILE_NAME && noteComponents(text, terms);
            case GLOB -> part == Part.WHOLE && noteGlob(text, terms);
            default -> false;
        };
    }

    private static boolean noteEqual(Part part, ByteString text, PathTerms terms) {
        return switch (part) {
            case WHOLE -> terms.addPrefix(text);
            case DIRECTORY -> text.length() > 1 && terms.addPrefix(text.concat(ByteString.of("/")));
            case FILE_NAME ->
                !text.isEmpty() && terms.addSuffix(ByteString.of("/").concat(text));
            case NOTHING -> false;
        };
    }

    /** A shell pattern of the whole path: by what it begins with up to the first special byte. */
    private static boolean noteGlob(ByteString pattern, PathTerms terms) {
        return PathTerms.isInNoPlainPath(pieces(pattern))
                || terms.addPrefix(pieces(pattern).getFirst());
    }

    /** A path that is compared component by component, each a shell pattern; slashes at its start and end and doubled ones do not count. */
    private static boolean noteComponents(ByteString pattern, PathTerms terms) {
        ByteString first = pieces(pattern).getFirst();
        int from = 0;
        while (from < first.length() && first.at(from) == '/') {
            from++;
        }
        int to = from;
        while (to < first.length() && (first.at(to) != '/' || to + 1 < first.length() && first.at(to + 1) != '/')) {
            to++;
        }
        return to > from && terms.addPrefix(ByteString.of("/").concat(first.slice(from, to)));
    }

    /** What stands between the special bytes of a pattern; the first piece is what it begins with, perhaps nothing. */
    private static List<ByteString> pieces(ByteString pattern) {
        List<ByteString> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (SPECIAL.indexOf(pattern.at(i)) >= 0) {
                pieces.add(pattern.slice(from, i));
                from = i + 1;
            }
        }
        pieces.add(pattern.slice(from, pattern.length()));
        return pieces;
    }
}

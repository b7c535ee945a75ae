package io.peregrine.conformance.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The part of a text that a case compares: all lines, or what a specification leaves of them. */
final class KitLines {
    private static final Pattern TIME = Pattern.compile(
            "^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d+ \\d\\d:\\d\\d:\\d\\d \\d{4}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000): ");
    private static final Pattern END = Pattern.compile("^\\w* destroy($| state=| held=)");

    private KitLines() {}

    static List<String> of(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }

    /** Lines of the log without their times. */
    static List<String> withoutTimes(List<String> lines) {
        return lines.stream().map(line -> TIME.matcher(line).replaceFirst("")).toList();
    }

    /** A trace in which the ends of plugins come last: nothing promises their order. */
    static List<String> endsLast(List<String> trace) {
        List<String> lines = new ArrayList<>(
                trace.stream().filter(line -> !END.matcher(line).find()).toList());
        trace.stream().filter(line -> END.matcher(line).find()).sorted().forEach(lines::add);
        return lines;
    }

    static List<String> compared(List<String> lines, JsonNode specification) {
        if (specification.isArray()) {
            String kept = specification
                    .valueStream()
                    .map(pattern -> "(?:" + pattern.asString() + ")")
                    .collect(Collectors.joining("|"));
            return matching(lines, kept, true);
        }
        if (specification.isString()) {
            return lines.stream().sorted().toList();
        }
        List<String> left = lines;
        if (specification.has("from")) {
            left = from(left, specification.get("from").asString());
        }
        if (specification.has("keep")) {
            left = matching(left, specification.get("keep").asString(), true);
        }
        if (specification.has("drop")) {
            left = matching(left, specification.get("drop").asString(), false);
        }
        for (JsonNode mask : specification.path("mask")) {
            left = left.stream()
                    .map(line ->
                            line.replaceAll(mask.get(0).asString(), mask.get(1).asString()))
                    .toList();
        }
        int most = specification.path("first").asInt(Integer.MAX_VALUE);
        return left.subList(0, Math.min(most, left.size()));
    }

    private static List<String> from(List<String> lines, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.matcher(lines.get(i)).find()) {
                return lines.subList(i, lines.size());
            }
        }
        return List.of();
    }

    private static List<String> matching(List<String> lines, String pattern, boolean kept) {
        Pattern wanted = Pattern.compile(pattern);
        return lines.stream()
                .filter(line -> wanted.matcher(line).find() == kept)
                .toList();
    }
}

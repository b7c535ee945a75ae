package io.peregrine.conformance;

import static java.util.stream.Collectors.joining;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of docs/rules.md, made of the shipped rules and their tests. */
final class RuleTables {
    private static final List<String> FILES = List.of(
            "peregrine_rules.yaml",
            "peregrine_rules_incubating.yaml",
            "peregrine_rules_sandbox.yaml",
            "k8s_audit/k8s_audit_rules.yaml",
            "aws_cloudtrail/aws_cloudtrail_rules.yaml");
    private static final Pattern PART =
            Pattern.compile("(<!-- table: ([a-z-]+) -->\n).*?(<!-- end of table -->)", Pattern.DOTALL);
    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?|CVE-.*");
    private static final Pattern WORD = Pattern.compile("[a-z_]+");
    private static final int MANY = 12;
    private static final String NOT_CAUGHT = "not caught: ";

    private final Path folder;
    private final Map<String, YamlNode.Mapping> rules = new LinkedHashMap<>();
    private final Map<String, String> macros = new LinkedHashMap<>();
    private final Map<String, List<String>> widened = new LinkedHashMap<>();

    RuleTables(Path folder) {
        this.folder = folder;
        for (String file : FILES) {
            for (YamlNode.Mapping item : items(file)) {
                item.get("rule").ifPresent(name -> rules.put(text(name), item));
                item.get("macro").ifPresent(name -> macros.put(text(name), value(item, "condition")));
                item.get("list")
                        .map(RuleTables::text)
                        .filter(name -> name.matches("trusted_.*|.*_scripts|.*_commands|image_builders"))
                        .ifPresent(name -> widened.put(name, new ArrayList<>()));
            }
        }
        rules.forEach((name, rule) -> widened.forEach((list, users) -> {
            if (mentions(value(rule, "condition"), list)) {
                users.add(name);
            }
        }));
    }

    /** Whether a condition names a list, by itself or through its macros. */
    private boolean mentions(String condition, String list) {
        return WORD.matcher(condition)
                .results()
                .map(MatchResult::group)
                .anyMatch(word -> word.equals(list) || macros.containsKey(word) && mentions(macros.get(word), list));
    }

    /** The document with every table made anew. */
    String fill(String document) {
        return PART.matcher(document)
                .replaceAll(part ->
                        Matcher.quoteReplacement(part.group(1) + "\n" + table(part.group(2)) + "\n" + part.group(3)));
    }

    private String table(String name) {
        return switch (name) {
            case "rules" ->
                "| rule | maturity | priority | techniques |\n|---|---|---|---|\n"
                        + rules.entrySet().stream()
                                .map(rule -> row(
                                        rule.getKey(),
                                        maturity(rule.getValue()),
                                        value(rule.getValue(), "priority").toLowerCase(Locale.ROOT),
                                        techniques(rule.getValue())))
                                .collect(joining());
            case "lists" ->
                "| list | rules that it widens |\n|---|---|\n"
                        + widened.entrySet().stream()
                                .map(list -> row("`" + list.getKey() + "`", users(list.getValue())))
                                .collect(joining());
            case "event-suite" -> caught("tests/event_suite.yaml", "action");
            case "falco-rules" ->
                "| rule of Falco | rule here | caught |\n|---|---|---|\n"
                        + lines("/falco-rules.tsv").map(this::counterpart).collect(joining());
            case "evasions" -> caught("tests/evasions.yaml", "way to evade");
            default -> throw new AssertionError("docs/rules.md asks for an unknown table: " + name);
        };
    }

    private static String users(List<String> rules) {
        return rules.size() > MANY ? rules.size() + " rules" : String.join(", ", rules);
    }

    private String caught(String file, String first) {
        return "| " + first + " | technique | rule | caught |\n|---|---|---|---|\n"
                + items(file).stream().map(this::caught).collect(joining());
    }

    private String caught(YamlNode.Mapping test) {
        String name = value(test, "test");
        if (name.startsWith(NOT_CAUGHT)) {
            return row(name.substring(NOT_CAUGHT.length()), "", "", "no");
        }
        List<String> expected = test.get("expect").map(RuleTables::list).orElse(List.of());
        return row(
                name,
                expected.stream()
                        .map(rule -> techniques(rules.get(rule)))
                        .distinct()
                        .collect(joining(", ")),
                String.join(", ", expected),
                caught(expected));
    }

    private String counterpart(String line) {
        String[] cells = line.split("\t", -1);
        List<String> here = cells[1].isEmpty() ? List.of() : List.of(cells[1].split(", "));
        return row(cells[0], cells[1], here.isEmpty() ? "no" : caught(here));
    }

    private String caught(List<String> expected) {
        return expected.stream().allMatch(rule -> maturity(rules.get(rule)).equals("sandbox"))
                ? "when switched on"
                : "yes";
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = RuleTables.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String maturity(YamlNode.Mapping rule) {
        return tags(rule)
                .filter(tag -> tag.startsWith("maturity_"))
                .map(tag -> tag.substring("maturity_".length()))
                .collect(joining());
    }

    private static String techniques(YamlNode.Mapping rule) {
        return tags(rule).filter(tag -> TECHNIQUE.matcher(tag).matches()).collect(joining(", "));
    }

    private static Stream<String> tags(YamlNode.Mapping rule) {
        return rule.get("tags").map(RuleTables::list).orElse(List.of()).stream();
    }

    private static String row(String... cells) {
        return "| " + Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(joining(" | ")) + " |\n";
    }

    private static String value(YamlNode.Mapping item, String key) {
        return item.get(key).map(RuleTables::text).orElse("");
    }

    private static String text(YamlNode node) {
        return ((YamlNode.Scalar) node).value();
    }

    private static List<String> list(YamlNode node) {
        return ((YamlNode.Sequence) node).items().stream().map(RuleTables::text).toList();
    }

    private List<YamlNode.Mapping> items(String file) {
        try {
            SourceText source = new SourceText(file, Files.readString(folder.resolve(file)));
            YamlNode document = YamlReader.read(source).documents().getFirst();
            return ((YamlNode.Sequence) document)
                    .items().stream().map(YamlNode.Mapping.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

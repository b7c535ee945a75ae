package io.peregrine.authoring.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tactics and techniques of MITRE ATT&CK that rules name by their tags, a column for each tactic. Names as attack.mitre.org has them. */
final class Matrix {
    private static final String TACTIC = "mitre_";
    private static final String OTHERS = "others";

    private final Map<String, String> tactics = table("tactics.tsv", 1);
    private final Map<String, String> techniques = table("techniques.tsv", 1);

    /** The tactics that a technique serves, with commas between them. */
    private final Map<String, String> purposes = table("techniques.tsv", 2);

    /** Whether a tag names a technique. */
    static boolean isTechnique(String tag) {
        return tag.matches("T[0-9]{4}(\\.[0-9]{3})?");
    }

    private static Map<String, String> table(String name, int column) {
        Map<String, String> table = new LinkedHashMap<>();
        try (InputStream in = Matrix.class.getResourceAsStream(name)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] columns = line.split("\t");
                table.put(columns[0], columns[column]);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a technique; its number when the table does not know it. */
    String name(String technique) {
        return techniques.getOrDefault(technique, technique);
    }

    /** The matrix of these rules; nothing when none names a technique. */
    String html(List<RuleEntry> rules) {
        Map<String, Map<String, List<RuleEntry>>> columns = new LinkedHashMap<>();
        tactics.keySet().forEach(tactic -> columns.put(tactic, new TreeMap<>()));
        columns.put(OTHERS, new TreeMap<>());
        for (RuleEntry rule : rules) {
            for (String technique : rule.techniques()) {
                for (String tactic : columnsOf(technique, rule)) {
                    columns.get(tactic)
                            .computeIfAbsent(technique, key -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
        StringBuilder html = new StringBuilder();
        columns.forEach((tactic, cells) -> html.append(cells.isEmpty() ? "" : column(tactic, cells)));
        return html.isEmpty() ? "" : "<div class=\"matrix\">" + html + "</div>";
    }

    /** Where a technique of a rule stands: in the tactics of both, else in those of one. */
    private List<String> columnsOf(String technique, RuleEntry rule) {
        List<String> named = rule.tags().stream()
                .filter(tag -> tag.startsWith(TACTIC))
                .map(tag -> tag.substring(TACTIC.length()))
                .filter(tactics::containsKey)
                .toList();
        List<String> served = purposes.containsKey(technique)
                ? List.of(purposes.get(technique).split(","))
                : named;
        List<String> both = served.stream().filter(named::contains).toList();
        List<String> shown = both.isEmpty() ? served : both;
        return shown.isEmpty() ? List.of(OTHERS) : shown;
    }

    private String column(String tactic, Map<String, List<RuleEntry>> cells) {
        StringBuilder html = new StringBuilder();
        html.append(Html.element("h3", "", Html.text(tactics.getOrDefault(tactic, "Other tactics"))));
        cells.forEach((technique, rules) -> {
            StringBuilder links = new StringBuilder();
            rules.forEach(rule ->
                    links.append(Html.element("li", "", Html.link(rule.anchor(), Html.text(rule.name())))));
            html.append("<div class=\"cell\">")
                    .append(Html.element("span", "id", Html.text(technique)))
                    .append(Html.element("span", "technique", Html.text(name(technique))))
                    .append(Html.element("ul", "", links.toString()))
                    .append("</div>");
        });
        return Html.element("section", "tactic", html.toString());
    }
}

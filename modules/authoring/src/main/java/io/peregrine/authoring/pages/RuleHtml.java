package io.peregrine.authoring.pages;

import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.diagnostics.Span;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.loader.CompiledRule;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rule's page: what it says, what it looks at, how it is tested. */
final class RuleHtml {
    private final Matrix matrix;
    private final Map<String, ? extends FieldCatalog> catalogs;

    RuleHtml(Matrix matrix, Map<String, ? extends FieldCatalog> catalogs) {
        this.matrix = matrix;
        this.catalogs = catalogs;
    }

    String of(RuleEntry entry) {
        CompiledRule rule = entry.rule();
        StringBuilder html = new StringBuilder();
        html.append("<article class=\"rule\" id=\"").append(entry.anchor()).append("\" data-search=\"");
        html.append(Html.text(search(entry))).append("\">");
        html.append(Html.element("h2", "", Html.link(entry.anchor(), Html.text(entry.name()))));
        html.append(badges(entry));
        html.append(Html.element(
                "p", "description", Html.text(rule.texts().description().strip())));
        html.append(Html.element("h3", "", "Condition"));
        html.append(Html.element("pre", "", linked(entry)));
        html.append(details(
                "With macros, lists and exceptions put in",
                ConditionHtml.of(rule.texts().resolved())));
        html.append(Html.element("h3", "", "Output"));
        html.append(Html.element("pre", "", Html.text(rule.texts().output().strip())));
        html.append(tests(entry));
        html.append(details(entry.fields().size() + " fields", fields(entry)));
        return html.append("</article>").toString();
    }

    /** What is searched beside what is seen: the names of its techniques, and its tags. */
    private String search(RuleEntry entry) {
        return Stream.concat(entry.techniques().stream().map(matrix::name), entry.tags().stream())
                .collect(Collectors.joining(" "));
    }

    private String badges(RuleEntry entry) {
        StringBuilder html = new StringBuilder();
        String priority = entry.rule().checked().label().priority().displayName();
        html.append(badge("priority " + priority.toLowerCase(Locale.ROOT), priority));
        if (!entry.maturity().isEmpty()) {
            html.append(badge("maturity", entry.maturity()));
        }
        html.append(entry.rule().enabled() ? "" : badge("off", "off by default"));
        html.append(badge("source", entry.rule().checked().label().source()));
        entry.techniques()
                .forEach(technique -> html.append("<span class=\"badge technique\" title=\"")
                        .append(Html.text(matrix.name(technique)))
                        .append("\">")
                        .append(Html.text(technique))
                        .append("</span>"));
        return Html.element("p", "badges", html.toString());
    }

    private static String badge(String classes, String word) {
        return Html.element("span", "badge " + classes, Html.text(word));
    }

    /** The condition as it was written, in which names of macros and lists lead to what they stand for. */
    private static String linked(RuleEntry entry) {
        String html = Html.text(entry.rule().texts().condition().strip());
        for (String name : entry.names()) {
            html = html.replaceAll(
                    "(?<![\\w.&#-])" + Pattern.quote(name) + "(?![\\w.-])",
                    Matcher.quoteReplacement("<a href=\"#" + ItemHtml.anchor(name) + "\">\u0000</a>"));
            html = html.replace("\u0000", name);
        }
        return html;
    }

    private static String tests(RuleEntry entry) {
        if (entry.tests().isEmpty()) {
            return Html.element("p", "untested", "No test expects this rule.");
        }
        StringBuilder html = new StringBuilder();
        for (TestResult result : entry.tests()) {
            String mark = result.passed() ? Html.element("span", "passed", "✓") : Html.element("span", "failed", "✗");
            html.append("<details><summary>")
                    .append(mark)
                    .append(' ')
                    .append(Html.text(result.test().name()))
                    .append("</summary>")
                    .append(Html.element(
                            "pre", "", Html.text(source(result.test().span()))))
                    .append("</details>");
        }
        return Html.element("h3", "", "Tests") + Html.element("div", "tests", html.toString());
    }

    /** The test as it is written, from the beginning of its line on. */
    private static String source(Span span) {
        return span.source()
                .content()
                .substring(span.source().startOfLine(span.line()), span.end())
                .stripTrailing();
    }

    private String fields(RuleEntry entry) {
        FieldCatalog catalog = catalogs.get(entry.rule().checked().label().source());
        StringBuilder html = new StringBuilder();
        for (String name : entry.fields()) {
            String description = catalog == null
                    ? ""
                    : catalog.find(name).map(field -> field.description()).orElse("");
            html.append(Html.element("dt", "field", Html.text(name)))
                    .append(Html.element("dd", "", Html.text(description)));
        }
        return Html.element("dl", "fields", html.toString());
    }

    static String details(String title, String inner) {
        return "<details><summary>" + Html.text(title) + "</summary>" + inner + "</details>";
    }
}

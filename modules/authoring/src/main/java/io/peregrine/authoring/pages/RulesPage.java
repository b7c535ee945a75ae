package io.peregrine.authoring.pages;

import io.peregrine.authoring.ruletest.TestResult;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.loader.LoadResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of a rule set: a matrix of techniques, every rule, the macros and lists, the fields. One file without any other. */
public final class RulesPage {
    private final RuleBook book;
    private final Map<String, ? extends FieldCatalog> catalogs;
    private final Matrix matrix = new Matrix();

    private RulesPage(RuleBook book, Map<String, ? extends FieldCatalog> catalogs) {
        this.book = book;
        this.catalogs = catalogs;
    }

    /**
     * The page as HTML.
     *
     * @param loaded the rules, enabled or not
     * @param tests their tests, run
     * @param catalogs the fields of each event source
     */
    public static String of(LoadResult loaded, List<TestResult> tests, Map<String, ? extends FieldCatalog> catalogs) {
        return new RulesPage(RuleBook.of(loaded, tests), catalogs).html();
    }

    private String html() {
        String matrixHtml = matrix.html(book.rules());
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Rules</title>\n<style>\n"
                + resource("page.css") + "</style>\n</head>\n<body>\n" + top() + "<div class=\"columns\">\n" + index()
                + "<main>\n" + overview()
                + (matrixHtml.isEmpty() ? "" : section("techniques", "Techniques", matrixHtml))
                + section("rules", "Rules", rules()) + section("names", "Macros and lists", items())
                + section("fields", "Fields", fields()) + "<p id=\"nothing\" hidden>Nothing has these words.</p>"
                + "</main>\n</div>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>\n";
    }

    private static String resource(String name) {
        try (InputStream in = RulesPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String top() {
        return "<header><a class=\"home\" href=\"#\">Rules</a>"
                + "<input id=\"search\" type=\"search\" placeholder=\"Search names, fields, techniques\""
                + " aria-label=\"Search\" autocomplete=\"off\"><nav><a href=\"#techniques\">Techniques</a>"
                + "<a href=\"#rules\">Rules</a><a href=\"#names\">Macros and lists</a>"
                + "<a href=\"#fields\">Fields</a></nav></header>\n";
    }

    private String index() {
        StringBuilder html = new StringBuilder();
        for (RuleEntry rule : book.rules()) {
            html.append("<li class=\"")
                    .append(rule.testState())
                    .append("\">")
                    .append(Html.link(rule.anchor(), Html.text(rule.name())))
                    .append("</li>");
        }
        return "<aside><ul>" + html + "</ul></aside>\n";
    }

    private String overview() {
        long tested =
                book.rules().stream().filter(rule -> !rule.tests().isEmpty()).count();
        long techniques = book.rules().stream()
                .flatMap(rule -> rule.techniques().stream())
                .distinct()
                .count();
        Map<String, Integer> maturities = new TreeMap<>();
        book.rules().forEach(rule -> {
            if (!rule.maturity().isEmpty()) {
                maturities.merge(rule.maturity(), 1, Integer::sum);
            }
        });
        StringBuilder html = new StringBuilder();
        html.append(figure(book.rules().size(), "rules")).append(figure(techniques, "techniques"));
        html.append(figure(tested, "rules with tests"));
        maturities.forEach((maturity, count) -> html.append(figure(count, maturity)));
        return Html.element("div", "figures", html.toString()) + "\n";
    }

    private static String figure(long count, String what) {
        return Html.element(
                "div", "", Html.element("b", "", Long.toString(count)) + Html.element("span", "", Html.text(what)));
    }

    private static String section(String id, String title, String inner) {
        return "<section id=\"" + id + "\">" + Html.element("h1", "", title) + inner + "</section>\n";
    }

    private String rules() {
        RuleHtml html = new RuleHtml(matrix, catalogs);
        StringBuilder all = new StringBuilder();
        book.rules().forEach(rule -> all.append(html.of(rule)).append('\n'));
        return all.toString();
    }

    private String items() {
        StringBuilder all = new StringBuilder();
        book.items()
                .forEach(item -> all.append(ItemHtml.of(item, book.details())).append('\n'));
        return all.toString();
    }

    private String fields() {
        Map<String, StringBuilder> users = new TreeMap<>();
        Map<String, String> meanings = new TreeMap<>();
        for (RuleEntry rule : book.rules()) {
            FieldCatalog catalog = catalogs.get(rule.rule().checked().label().source());
            for (String field : rule.fields()) {
                users.computeIfAbsent(field, name -> new StringBuilder())
                        .append(Html.element("li", "", Html.link(rule.anchor(), Html.text(rule.name()))));
                if (catalog != null) {
                    catalog.find(field).ifPresent(known -> meanings.put(field, known.description()));
                }
            }
        }
        StringBuilder html = new StringBuilder();
        users.forEach((field, rules) -> html.append("<article class=\"item\">")
                .append(Html.element("h3", "field", Html.text(field)))
                .append(Html.element("p", "", Html.text(meanings.getOrDefault(field, ""))))
                .append(RuleHtml.details(
                        rules.toString().split("<li>").length - 1 + " rules", Html.element("ul", "", rules.toString())))
                .append("</article>\n"));
        return html.toString();
    }
}

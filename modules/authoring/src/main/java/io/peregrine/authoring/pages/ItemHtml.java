package io.peregrine.authoring.pages;

import io.peregrine.authoring.format.LeadingComment;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.loader.LoadedDetails;
import io.peregrine.loader.WrittenItem;
import java.util.stream.Collectors;

/** A macro or a list: what its comment says, how it is written, what it comes to. */
final class ItemHtml {
    private ItemHtml() {}

    static String anchor(String name) {
        return Html.anchor("name", name);
    }

    static String of(WrittenItem item, LoadedDetails details) {
        String written = item.texts().stream()
                .map(MappedText::text)
                .map(String::strip)
                .collect(Collectors.joining(item.kind() == WrittenItem.Kind.LIST ? ", " : " "));
        String comment = item.place()
                .map(place -> LeadingComment.above(place.source(), place.line()))
                .orElse("");
        String expanded = details.expansion(item.kind(), item.name()).orElse("");
        StringBuilder html = new StringBuilder();
        html.append("<article class=\"item\" id=\"").append(anchor(item.name())).append("\">");
        html.append(Html.element(
                "h3", "", Html.element("span", "kind", item.kind().word()) + " " + Html.text(item.name())));
        html.append(comment.isEmpty() ? "" : Html.element("p", "", Html.text(comment)));
        html.append(Html.element("pre", "", Html.text(written.isEmpty() ? "(empty: for local additions)" : written)));
        if (!expanded.isEmpty() && !plain(expanded).equals(plain(written))) {
            html.append(RuleHtml.details("With everything put in", Html.element("pre", "", Html.text(expanded))));
        }
        return html.append("</article>").toString();
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s()\"']+", "");
    }
}

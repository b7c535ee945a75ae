package io.peregrine.authoring.pages;

import java.util.Locale;

/** Pieces of HTML, in which no text of a rule can be anything but text. */
final class Html {
    private Html() {}

    /** A text between tags or in an attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** An element around HTML. */
    static String element(String tag, String classes, String inner) {
        return "<" + tag + (classes.isEmpty() ? "" : " class=\"" + classes + "\"") + ">" + inner + "</" + tag + ">";
    }

    /** A link to a place of the page. */
    static String link(String anchor, String inner) {
        return "<a href=\"#" + anchor + "\">" + inner + "</a>";
    }

    /** The anchor of a thing; different names have different ones. */
    static String anchor(String kind, String name) {
        String word =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return kind + "-" + word + "-" + Integer.toHexString(name.hashCode());
    }
}

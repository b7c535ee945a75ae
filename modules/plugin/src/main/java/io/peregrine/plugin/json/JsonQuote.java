package io.peregrine.plugin.json;

import tools.jackson.core.io.JsonStringEncoder;

/** Writes JSON. */
public final class JsonQuote {
    private JsonQuote() {}

    /** A text as a JSON string, in its quotes. */
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
}

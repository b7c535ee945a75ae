package io.peregrine.output;

import io.peregrine.alert.Alert;
import java.nio.charset.StandardCharsets;

/**
 * An alert in its written form.
 *
 * @param alert the alert
 * @param text the line or JSON object, without a line end
 */
public record OutputMessage(Alert alert, String text) {

    /** Returns the line in UTF-8, with its end. */
    public byte[] line() {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns about how many bytes of memory the message takes. */
    int weight() {
        return 512 + 4 * text.length();
    }
}

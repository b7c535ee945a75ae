package io.peregrine.output;

import io.peregrine.alert.Alert;
import io.peregrine.alert.AlertFormat;
import io.peregrine.alert.AlertText;
import io.peregrine.alert.AlertWriter;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/** Alerts for tests. */
public final class Alerts {
    /** Text in UTC. */
    public static final AlertWriter TEXT = new AlertWriter(AlertFormat.text(), ZoneOffset.UTC);

    /** JSON without optional members. */
    public static final AlertWriter JSON = new AlertWriter(
            new AlertFormat(true, false, new AlertFormat.Properties(false, true, false, false)), ZoneOffset.UTC);

    private static final RuleLabel RULE = RuleLabel.of("r", Priority.WARNING, "syscall", List.of());

    private Alerts() {}

    /** Returns an alert whose message is its number. */
    public static Alert number(int number) {
        return named("alert " + number);
    }

    /** Returns an alert of this message. */
    public static Alert named(String message) {
        TreeMap<String, FieldValue> fields = new TreeMap<>();
        fields.put("proc.name", FieldValue.of("cat"));
        return new RuleAlert(1_000_000_000L, RULE, "host", AlertText.of(message), fields);
    }

    /** Returns the line of an alert of this message, without its end. */
    public static String line(String message) {
        return "00:00:01.000000000: Warning " + message;
    }

    /** Returns a message of the text form. */
    public static OutputMessage message(String text) {
        Alert alert = named(text);
        return new OutputMessage(alert, TEXT.write(alert));
    }
}

package io.peregrine.app.hunt;

import io.peregrine.alert.AlertTime;
import io.peregrine.alert.JsonText;
import io.peregrine.app.terminal.Style;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The summary of a hunt as people read it, or as a JSON object. */
final class HuntReport {
    private static final double SECOND = 1e9;

    private HuntReport() {}

    /** The summary as tables. */
    static String text(HuntSummary summary, Style style) {
        StringBuilder out = new StringBuilder();
        int width = summary.captures().stream()
                .mapToInt(capture -> capture.capture().toString().length())
                .max()
                .orElse(0);
        width = Math.max(width, "Capture".length());
        out.append(style.heading(line(
                        "%-" + width + "s %12s %9s %8s  %s", "Capture", "events", "seconds", "alerts", "first event")))
                .append('\n');
        for (CaptureFinding capture : summary.captures()) {
            out.append(line(
                            "%-" + width + "s %,12d %9.2f %,8d  %s",
                            capture.capture(),
                            capture.events(),
                            capture.took().toNanos() / SECOND,
                            capture.alerts(),
                            capture.span().first() == 0
                                    ? "-"
                                    : time(capture.span().first())))
                    .append('\n');
            capture.failure()
                    .ifPresent(reason -> out.append("  ").append(reason).append('\n'));
        }
        appendRules(out, summary, style);
        double seconds = summary.took().toNanos() / SECOND;
        out.append(line(
                        "%n%,d %s%s, %,d events, %,d alerts in %.2f s: %,.0f events a second, %d at once",
                        summary.captures().size(),
                        summary.captures().size() == 1 ? "capture" : "captures",
                        summary.isComplete() ? "" : " (" + summary.failed() + " not read to the end)",
                        summary.events(),
                        summary.alerts(),
                        seconds,
                        summary.events() / seconds,
                        summary.jobs()))
                .append('\n');
        return out.toString();
    }

    private static void appendRules(StringBuilder out, HuntSummary summary, Style style) {
        if (summary.rules().isEmpty()) {
            return;
        }
        out.append('\n')
                .append(style.heading(line("%8s %8s  %-13s %s", "alerts", "captures", "priority", "rule")))
                .append('\n');
        for (HuntSummary.RuleFinding rule : summary.rules()) {
            out.append(line(
                            "%,8d %,8d  %-13s %s",
                            rule.alerts(),
                            rule.captures(),
                            rule.rule().priority().displayName(),
                            rule.rule().name()))
                    .append('\n');
        }
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The summary as an object with the member {@code summary}. */
    static String json(HuntSummary summary) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("summary");
            json.writeArrayPropertyStart("captures");
            summary.captures().forEach(capture -> write(json, capture));
            json.writeEndArray();
            json.writeArrayPropertyStart("rules");
            for (HuntSummary.RuleFinding rule : summary.rules()) {
                json.writeStartObject();
                JsonText.writeMember(json, "rule", rule.rule().name());
                json.writeStringProperty("priority", rule.rule().priority().displayName());
                json.writeNumberProperty("alerts", rule.alerts());
                json.writeNumberProperty("captures", rule.captures());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("events", summary.events());
            json.writeNumberProperty("alerts", summary.alerts());
            json.writeNumberProperty("failed", summary.failed());
            json.writeNumberProperty("jobs", summary.jobs());
            json.writeNumberProperty("seconds", summary.took().toNanos() / SECOND);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, CaptureFinding capture) {
        json.writeStartObject();
        JsonText.writeMember(json, "capture", capture.capture().toString());
        json.writeNumberProperty("events", capture.events());
        json.writeNumberProperty("alerts", capture.alerts());
        if (capture.span().first() != 0) {
            json.writeStringProperty("first", time(capture.span().first()));
            json.writeStringProperty("last", time(capture.span().last()));
        }
        json.writeObjectPropertyStart("rules");
        capture.matches().forEach(count -> json.writeNumberProperty(count.rule().name(), count.matches()));
        json.writeEndObject();
        json.writeNumberProperty("seconds", capture.took().toNanos() / SECOND);
        capture.failure().ifPresent(reason -> JsonText.writeMember(json, "failure", reason));
        json.writeEndObject();
    }

    private static String time(long nanos) {
        StringBuilder text = new StringBuilder();
        AlertTime.appendZulu(text, nanos);
        return text.toString();
    }
}

package io.peregrine.server.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds the text format of Prometheus, version 0.0.4. Samples of one name are kept together under one HELP and TYPE line.
 *
 * <p>A library would be expected here, but the Prometheus client for Java keeps values as doubles: times in nanoseconds would lose digits, and whole
 * numbers would not look as operators' dashboards know them.
 */
final class PrometheusText {
    private static final String UNITS = "_kb|_bytes|_mb|_perc|_percentage|_ratio|_ns|_ts|_sec|_total";
    private static final String HELP = "https://falco.org/docs/metrics/";

    private record Family(String help, String type, List<String> lines) {}

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** Adds a sample that says something by its labels only. */
    void information(String name, Map<String, String> labels) {
        add(new Name(name + "_info", "gauge", HELP), labels, "1");
    }

    /** Adds a figure under {@code falcosecurity_SUBSYSTEM_NAME_UNIT}. */
    void sample(String subsystem, MetricSample sample, Map<String, String> labels) {
        sample("falcosecurity_" + subsystem + "_", HELP, sample, labels);
    }

    /** Adds a figure that Falco has not; of these only counters end with {@code _total}, as Prometheus asks for. */
    void own(OwnFigure figure) {
        MetricSample sample = figure.sample();
        add(new Name(ownName(sample), typeOf(sample), figure.meaning()), figure.labels(), value(sample));
    }

    private static String ownName(MetricSample sample) {
        if (!sample.counter() && sample.unit() == MetricUnit.COUNT) {
            return "peregrine_" + sample.name();
        }
        String name = nameOf("peregrine_", sample);
        return sample.counter() && !name.endsWith("_total") ? name + "_total" : name;
    }

    /** Adds a figure of a plugin; words for units are taken out wherever they stand in its name, as in Falco. */
    void ofPlugin(MetricSample sample) {
        String plain = sample.name().replaceAll(UNITS, "");
        add(
                new Name("falcosecurity_plugins_" + plain + "_" + sample.unit().ending(), typeOf(sample), HELP),
                Map.of(),
                value(sample));
    }

    private void sample(String prefix, String help, MetricSample sample, Map<String, String> labels) {
        add(new Name(nameOf(prefix, sample), typeOf(sample), help), labels, value(sample));
    }

    private static String nameOf(String prefix, MetricSample sample) {
        String base = prefix + sample.name();
        return base.replaceAll("(_kb|_bytes|_mb|_perc|_ratio|_ns|_ts|_sec|_total)$", "") + "_"
                + sample.unit().ending();
    }

    private static String typeOf(MetricSample sample) {
        return sample.counter() ? "counter" : "gauge";
    }

    /**
     * A family's name, type and explanation.
     */
    record Name(String name, String type, String help) {}

    /** Adds a line to a family. */
    void add(Name family, Map<String, String> labels, String value) {
        String name = sanitized(family.name(), "[^a-zA-Z0-9_:]");
        StringBuilder line = new StringBuilder(name);
        if (!labels.isEmpty()) {
            SortedMap<String, String> sorted = new TreeMap<>();
            labels.forEach((key, text) -> sorted.put(sanitized(key, "[^a-zA-Z0-9_]"), text));
            String separator = "{";
            for (Map.Entry<String, String> label : sorted.entrySet()) {
                line.append(separator).append(label.getKey()).append("=\"");
                appendEscaped(line, label.getValue());
                line.append('"');
                separator = ",";
            }
            line.append('}');
        }
        line.append(' ').append(value);
        families.computeIfAbsent(name, ignored -> new Family(family.help(), family.type(), new ArrayList<>()))
                .lines()
                .add(line.toString());
    }

    private static String value(MetricSample sample) {
        double number = sample.value().asDouble();
        return switch (sample.unit()) {
            case KIBIBYTES -> real(number * 1024);
            case BYTES -> real(number);
            case PERCENT -> real(number / 100);
            default ->
                switch (sample.value()) {
                    case MetricSample.Value.Whole(long whole) -> Long.toString(whole);
                    case MetricSample.Value.Unsigned(long whole) -> Long.toUnsignedString(whole);
                    case MetricSample.Value.Real(double fraction) -> real(fraction);
                };
        };
    }

    private static String real(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    private static String sanitized(String name, String invalid) {
        String clean = name.replaceAll(invalid, "_").replaceAll("_+", "_");
        return !clean.isEmpty() && (Character.isLetter(clean.charAt(0)) || clean.charAt(0) == '_')
                ? clean
                : "_" + clean;
    }

    private static void appendEscaped(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(value.charAt(i));
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(1 << 14);
        families.forEach((name, family) -> {
            out.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
            family.lines().forEach(line -> out.append(line).append('\n'));
        });
        return out.toString();
    }
}

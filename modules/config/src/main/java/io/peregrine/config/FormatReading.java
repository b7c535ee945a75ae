package io.peregrine.config;

import io.peregrine.config.setting.SettingReader;
import io.peregrine.config.tree.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how alerts look. */
final class FormatReading {
    private final SettingReader reader;
    private final List<String> warnings;

    FormatReading(SettingReader reader, List<String> warnings) {
        this.reader = reader;
        this.warnings = warnings;
    }

    FormatSettings format(String extraOutput) {
        List<FormatSettings.Append> append = new ArrayList<>();
        for (SettingReader entry : reader.items("append_output")) {
            append.add(append(entry));
        }
        if (!extraOutput.isEmpty()) {
            append.add(new FormatSettings.Append(FormatSettings.Match.ANY, extraOutput, Map.of(), Set.of(), false));
        }
        return new FormatSettings(
                reader.flag("json_output"),
                new FormatSettings.Include(
                        reader.flag("json_include_output_property"),
                        reader.flag("json_include_message_property"),
                        reader.flag("json_include_output_fields_property"),
                        reader.flag("json_include_tags_property")),
                reader.flag("time_format_iso_8601"),
                reader.flag("buffer_format_base64"),
                append,
                reader.pairs("static_fields"));
    }

    private FormatSettings.Append append(SettingReader entry) {
        FormatSettings.Match match = new FormatSettings.Match(
                entry.text("match.source"), Set.copyOf(entry.texts("match.tags")), entry.text("match.rule"));
        if (!match.rule().isEmpty() && !match.tags().isEmpty()) {
            warnings.add(entry.node().origin() + ": an entry of 'append_output' names the rule '" + match.rule()
                    + "' and tags; it concerns that rule only, and only if it carries all of them: "
                    + String.join(", ", match.tags()) + ".");
        }
        Map<String, String> formatted = new LinkedHashMap<>();
        Set<String> raw = new LinkedHashSet<>();
        for (SettingReader field : entry.items("extra_fields")) {
            extraField(field, formatted, raw);
        }
        return new FormatSettings.Append(
                match, entry.text("extra_output"), formatted, raw, entry.flag("suggested_output"));
    }

    private static void extraField(SettingReader field, Map<String, String> formatted, Set<String> raw) {
        switch (field.node()) {
            case ConfigNode.Scalar scalar when !formatted.containsKey(scalar.text()) -> raw.add(scalar.text());
            case ConfigNode.Mapping mapping
            when mapping.entries().size() == 1 -> {
                Map.Entry<String, ConfigNode> only =
                        mapping.entries().entrySet().iterator().next();
                if (formatted.containsKey(only.getKey()) || raw.contains(only.getKey())) {
                    field.problem(mapping, "the extra field '" + only.getKey() + "' is defined twice");
                } else if (only.getValue() instanceof ConfigNode.Scalar format) {
                    formatted.put(only.getKey(), format.text());
                } else {
                    field.problem(only.getValue(), "the extra field '" + only.getKey() + "' needs an output format");
                }
            }
            case ConfigNode.Scalar scalar ->
                field.problem(scalar, "the extra field '" + scalar.text() + "' is defined twice");
            default ->
                field.problem(field.node(), "an entry of 'extra_fields' is a field name, or one name with its format");
        }
    }
}

package io.peregrine.config.setting;

import io.peregrine.config.tree.JsonForm;
import java.util.Map;

/** Writes the catalog as a JSON schema (draft 6). */
public final class SettingSchema {
    private final StringBuilder out = new StringBuilder();

    private SettingSchema() {}

    /** Returns the schema, indented by two blanks a level. */
    public static String of(SettingCatalog catalog) {
        SettingSchema schema = new SettingSchema();
        schema.out.append("{\n  \"$schema\": \"http://json-schema.org/draft-06/schema#\",\n"
                + "  \"title\": \"Peregrine configuration\",");
        schema.object(catalog.root(), 1);
        return schema.out.append("\n}\n").toString();
    }

    private void object(SettingCatalog.Branch branch, int depth) {
        line(depth).append("\"type\": \"object\",");
        line(depth).append("\"additionalProperties\": false,");
        demand(branch.demand(), depth);
        line(depth).append("\"properties\": {");
        String separator = "";
        for (Map.Entry<String, SettingCatalog.Branch> child : branch.children().entrySet()) {
            if (!child.getValue().isFormer()) {
                out.append(separator);
                line(depth + 1).append('"').append(child.getKey()).append("\": {");
                node(child.getValue(), depth + 2);
                line(depth + 1).append('}');
                separator = ",";
            }
        }
        line(depth).append('}');
    }

    private void demand(SettingCatalog.Demand demand, int depth) {
        if (demand.anyKey()) {
            line(depth).append("\"minProperties\": 1,");
        }
        if (!demand.keys().isEmpty()) {
            line(depth)
                    .append("\"required\": [\"")
                    .append(String.join("\", \"", demand.keys()))
                    .append("\"],");
        }
    }

    private void node(SettingCatalog.Branch branch, int depth) {
        branch.setting().ifPresent(setting -> {
            line(depth).append("\"description\": ");
            out.append(JsonForm.written(json -> json.writeString(setting.meaning())));
            out.append(',');
        });
        if (branch.item().isPresent()) {
            line(depth).append("\"type\": \"array\",");
            line(depth).append("\"items\": {");
            node(branch.item().get(), depth + 1);
            line(depth).append('}');
        } else if (branch.setting().isPresent()) {
            type(branch.setting().get().type(), branch, depth);
        } else {
            object(branch, depth);
        }
    }

    private void type(SettingType type, SettingCatalog.Branch branch, int depth) {
        switch (type) {
            case SettingType.Bool ignored -> line(depth).append("\"type\": \"boolean\"");
            case SettingType.Int(long min, long max) -> {
                line(depth).append("\"type\": \"integer\",");
                line(depth).append("\"minimum\": ").append(min).append(',');
                line(depth).append("\"maximum\": ").append(max);
            }
            case SettingType.Real(double min, double max) -> {
                line(depth).append("\"type\": \"number\",");
                line(depth).append("\"minimum\": ").append(min);
                if (Double.isFinite(max)) {
                    out.append(',');
                    line(depth).append("\"maximum\": ").append(max);
                }
            }
            case SettingType.Choice choice -> {
                line(depth).append("\"type\": \"string\",");
                line(depth)
                        .append("\"enum\": [\"")
                        .append(String.join("\", \"", choice.words()))
                        .append("\"]");
            }
            case SettingType.Texts ignored ->
                line(depth)
                        .append("\"type\": \"array\",\n")
                        .append("  ".repeat(depth))
                        .append("\"items\": {\"type\": \"string\"}");
            case SettingType.Pairs ignored -> line(depth).append("\"type\": \"object\"");
            case SettingType.TextOrMap ignored -> textOrMap(branch, depth);
            case SettingType.AnyValue ignored ->
                line(depth).append("\"type\": [\"object\", \"array\", \"string\", \"null\"]");
            case SettingType.Text ignored -> line(depth).append("\"type\": \"string\"");
            case SettingType.Duration ignored -> line(depth).append("\"type\": \"string\"");
            case SettingType.Address ignored -> line(depth).append("\"type\": \"string\"");
        }
    }

    private void textOrMap(SettingCatalog.Branch branch, int depth) {
        line(depth).append("\"anyOf\": [");
        line(depth + 1).append("{\"type\": \"string\"},");
        if (branch.children().isEmpty()) {
            line(depth + 1).append("{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}");
        } else {
            line(depth + 1).append('{');
            object(branch, depth + 2);
            line(depth + 1).append('}');
        }
        line(depth).append(']');
    }

    private StringBuilder line(int depth) {
        return out.append('\n').append("  ".repeat(depth));
    }
}

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables as Java code that makes their objects. Read as text they would take 40 ms of every start: the resources, their decoding, and
 * the parsing of 2,200 parameters by an interpreter that is still cold.
 */
final class TablesAsCode {
    /** How many statements a method holds; the virtual machine limits the size of a method. */
    private static final int STATEMENTS = 100;

    private TablesAsCode() {}

    /** The class {@code FlagData} of rows of set, name, value. */
    static String flags(List<String[]> rows) {
        Map<String, List<String[]>> sets = new LinkedHashMap<>();
        rows.forEach(
                row -> sets.computeIfAbsent(row[0], set -> new ArrayList<>()).add(row));
        List<String> statements = new ArrayList<>();
        sets.forEach((set, entries) -> statements.add("add(" + quoted(set)
                + entries.stream()
                        .map(row -> ", " + quoted(row[1]) + ", " + row[2] + "L")
                        .collect(Collectors.joining()) + ");"));
        return type("FlagData", "flags.tsv", "FlagRows", statements);
    }

    /** The class {@code EventData}: first every different parameter, then the events that have them. */
    static String events(List<String[]> events, List<String[]> variants) {
        Map<String, Integer> params = new LinkedHashMap<>();
        List<String> statements = new ArrayList<>();
        for (String[] row : events) {
            for (String param : params(row)) {
                if (params.putIfAbsent(param, params.size()) == null) {
                    statements.add(param(param.split(":"), variants));
                }
            }
        }
        for (String[] row : events) {
            String flags = row[5].equals("-") ? "0" : masks(row[5]);
            String indexes =
                    params(row).stream().map(param -> ", " + params.get(param)).collect(Collectors.joining());
            roles(row)
                    .forEach((role, param) -> statements.add(
                            "role(ParamRole." + role + ", " + names(row).indexOf(param) + ");"));
            statements.add("event(EventCodes." + row[1] + ", " + quoted(row[1]) + ", " + quoted(row[2])
                    + ", EventSourceKind." + row[3] + ", EventCategory." + row[4] + ", " + flags + indexes + ");");
        }
        return type("EventData", "events.tsv", "EventRows", statements);
    }

    private static List<String> params(String[] row) {
        return row.length > 6 && !row[6].isEmpty() ? Arrays.asList(row[6].split(" ")) : List.of();
    }

    private static List<String> names(String[] row) {
        return params(row).stream()
                .map(param -> param.substring(0, param.indexOf(':')))
                .toList();
    }

    /** The parameters that have a role by its name, in the order of the row. */
    private static Map<String, String> roles(String[] row) {
        Map<String, String> roles = new LinkedHashMap<>();
        if (row.length > 7) {
            for (String role : row[7].split(" ")) {
                String[] pair = role.split("=");
                if (!names(row).contains(pair[1])) {
                    throw new IllegalStateException(
                            row[1] + " has no parameter " + pair[1] + " for the role " + pair[0] + ".");
                }
                roles.put(pair[0], pair[1]);
            }
        }
        return roles;
    }

    private static String masks(String flags) {
        return Arrays.stream(flags.split("\\|"))
                .map(flag -> "EventFlag." + flag + ".bit()")
                .collect(Collectors.joining(" | "));
    }

    private static String param(String[] part, List<String[]> variants) {
        String head = quoted(part[0]) + ", ParamType." + part[1] + ", PrintFormat." + part[2];
        String detail = part.length > 3 ? part[3] : "";
        return switch (part[1]) {
            case "FSRELPATH" -> "relative(" + head + ", " + Integer.parseInt(detail) + ");";
            case "DYN" ->
                "dynamic(" + head
                        + variants.stream()
                                .filter(row -> row[0].equals(detail))
                                .map(row -> ", new ParamDescriptor.Variant(ParamType." + row[2] + ", PrintFormat."
                                        + row[3] + ")")
                                .collect(Collectors.joining())
                        + ");";
            default -> detail.isEmpty() ? "param(" + head + ");" : "flags(" + head + ", " + quoted(detail) + ");";
        };
    }

    /** The class {@code SyscallData} of rows of id, name, numbers, events, always. */
    static String calls(List<String[]> rows) {
        Function<String[], String> events = row -> row[4].equals("-")
                ? ""
                : Arrays.stream(row[4].split("\\|"))
                        .map(event -> ", EventCodes." + event)
                        .collect(Collectors.joining());
        List<String> statements = rows.stream()
                .map(row -> "add(" + row[0] + ", " + quoted(row[1]) + ", " + row[2] + ", " + row[3] + ", "
                        + row[5].equals("always") + events.apply(row) + ");")
                .toList();
        return type("SyscallData", "syscalls.tsv", "SyscallRows", statements);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A class whose method {@code fill} runs the statements, on the methods of its parent. */
    private static String type(String name, String table, String parent, List<String> statements) {
        StringBuilder text = new StringBuilder("package io.peregrine.schema;\n\n");
        text.append(String.format(
                Locale.ROOT,
                "/** The rows of {@code %s}, generated from it. */%nfinal class %s extends %s {%n",
                table,
                name,
                parent));
        int methods = (statements.size() + STATEMENTS - 1) / STATEMENTS;
        text.append("    @Override\n    void fill() {\n");
        for (int i = 0; i < methods; i++) {
            text.append("        fill").append(i).append("();\n");
        }
        text.append("    }\n");
        for (int i = 0; i < methods; i++) {
            text.append("\n    private void fill").append(i).append("() {\n");
            for (String statement :
                    statements.subList(i * STATEMENTS, Math.min(statements.size(), (i + 1) * STATEMENTS))) {
                text.append("        ").append(statement).append('\n');
            }
            text.append("    }\n");
        }
        return text.append("}\n").toString();
    }
}

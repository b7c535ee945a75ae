import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what Java and C need of the schema's tables: the classes {@code EventCodes} and {@code Positions}, the tables as code, and the C header {@code
 * peregrine_schema.h}. Arguments: the folder of the tables, the folder for Java sources, the folder for headers.
 */
public final class GenerateSchema {
    private GenerateSchema() {}

    public static void main(String[] args) throws IOException {
        Path tables = Path.of(args[0]);
        Path java = Path.of(args[1]).resolve("io/peregrine/schema");
        write(java.resolve("EventCodes.java"), eventCodes(rows(tables, "events.tsv")));
        write(java.resolve("Positions.java"), Positions.of(rows(tables, "events.tsv")));
        write(java.resolve("FlagData.java"), TablesAsCode.flags(rows(tables, "flags.tsv")));
        write(
                java.resolve("EventData.java"),
                TablesAsCode.events(rows(tables, "events.tsv"), rows(tables, "variants.tsv")));
        write(java.resolve("SyscallData.java"), TablesAsCode.calls(rows(tables, "syscalls.tsv")));
        write(Path.of(args[2]).resolve("peregrine_schema.h"), header(tables));
    }

    private static List<String[]> rows(Path tables, String name) throws IOException {
        return Files.readAllLines(tables.resolve(name)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static String eventCodes(List<String[]> events) {
        StringBuilder text = new StringBuilder("package io.peregrine.schema;\n\n");
        text.append("/** Event codes as constants, generated from {@code events.tsv}. */\n");
        text.append("public final class EventCodes {\n    private EventCodes() {}\n");
        for (String[] event : events) {
            text.append("\n    /** ").append(event[2]).append(". */\n");
            text.append("    public static final int ")
                    .append(event[1])
                    .append(" = ")
                    .append(event[0])
                    .append(";\n");
        }
        text.append("\n    /** The number of event codes. */\n    public static final int COUNT = ");
        return text.append(events.size()).append(";\n}\n").toString();
    }

    private static String header(Path tables) throws IOException {
        StringBuilder text =
                new StringBuilder("/* Generated from the schema's tables; do not edit. */\n#pragma once\n\n");
        for (String[] event : rows(tables, "events.tsv")) {
            int params = event.length > 6 && !event[6].isEmpty() ? event[6].split(" ").length : 0;
            text.append("#define PRG_EVENT_")
                    .append(event[1])
                    .append(' ')
                    .append(event[0])
                    .append('\n');
            text.append("#define PRG_PARAMS_")
                    .append(event[1])
                    .append(' ')
                    .append(params)
                    .append('\n');
        }
        text.append("#define PRG_EVENT_COUNT ")
                .append(rows(tables, "events.tsv").size())
                .append("\n\n");
        for (String[] call : rows(tables, "syscalls.tsv")) {
            text.append("#define PRG_SC_")
                    .append(call[1].toUpperCase(java.util.Locale.ROOT))
                    .append(' ');
            text.append(call[0]).append('\n');
        }
        text.append('\n');
        for (String[] flag : rows(tables, "flags.tsv")) {
            text.append("#define PRG_")
                    .append(flag[0].toUpperCase(java.util.Locale.ROOT))
                    .append("__");
            text.append(flag[1].replaceAll("[^A-Za-z0-9_]", "_"))
                    .append(' ')
                    .append(flag[2])
                    .append("u\n");
        }
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}

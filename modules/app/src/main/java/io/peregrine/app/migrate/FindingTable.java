package io.peregrine.app.migrate;

import io.peregrine.app.migrate.MigrationItem.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The findings as a table of aligned columns, the last of which wraps. */
final class FindingTable {
    private static final int WIDTH = 150;
    private static final int SHORTEST_NOTE = 40;

    private FindingTable() {}

    static String of(List<MigrationItem> findings) {
        int[] widths = {
            width(findings.stream().map(finding -> finding.verdict().text()), "VERDICT"),
            width(findings.stream().map(MigrationItem::subject), "WHAT"),
            width(findings.stream().map(MigrationItem::place), "WHERE")
        };
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %s%n";
        StringBuilder text = new StringBuilder(String.format(format, "VERDICT", "WHAT", "WHERE", "NOTE"));
        int room = Math.max(SHORTEST_NOTE, WIDTH - widths[0] - widths[1] - widths[2] - 6);
        for (MigrationItem finding : findings) {
            List<String> lines = wrapped(finding.note(), room);
            text.append(String.format(
                    format, finding.verdict().text(), finding.subject(), finding.place(), lines.getFirst()));
            lines.stream().skip(1).forEach(line -> text.append(String.format(format, "", "", "", line)));
        }
        return text.append(summary(findings)).toString().replaceAll(" +\n", "\n");
    }

    private static String summary(List<MigrationItem> findings) {
        StringBuilder text = new StringBuilder("\n");
        for (Verdict verdict : Verdict.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.verdict() == verdict)
                    .count();
            text.append(count).append(' ').append(verdict.text()).append(verdict == Verdict.NOT_NEEDED ? "\n" : ", ");
        }
        return text.toString();
    }

    private static int width(Stream<String> texts, String title) {
        return Stream.concat(texts, Stream.of(title))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static List<String> wrapped(String note, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : note.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

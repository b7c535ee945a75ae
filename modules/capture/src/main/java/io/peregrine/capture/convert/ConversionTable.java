package io.peregrine.capture.convert;

import io.peregrine.capture.convert.ParamSource.Origin;
import io.peregrine.event.EventLayout;
import io.peregrine.schema.EventTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rules of {@code conversions.tsv} by event code and number of parameters. */
final class ConversionTable {
    private static final String RESOURCE = "conversions.tsv";

    private final Rule[][] rules = new Rule[EventTable.size()][];

    private ConversionTable() {}

    static ConversionTable load() {
        ConversionTable table = new ConversionTable();
        try (InputStream stream = ConversionTable.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(String line) {
        String[] column = line.split("\t");
        int code = code(column[0]);
        if (rules[code] == null) {
            rules[code] = new Rule[EventLayout.MAX_PARAMS + 1];
        }
        rules[code][Integer.parseInt(column[1])] = rule(column[2], column.length > 3 ? column[3] : "");
    }

    private static int code(String constant) {
        return EventTable.byConstant(constant)
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " names an unknown event code: " + constant))
                .code();
    }

    private static Rule rule(String action, String values) {
        return switch (action) {
            case "store" -> new Rule.Store(false);
            case "store+pass" -> new Rule.Store(true);
            case "pass" -> new Rule.Pass();
            case "add" -> new Rule.Add(values(values));
            default -> new Rule.Become(code(action), values(values));
        };
    }

    private static List<ParamSource> values(String column) {
        List<ParamSource> values = new ArrayList<>();
        for (String token : column.isEmpty() ? new String[0] : column.split(" ")) {
            addValues(token, values);
        }
        return List.copyOf(values);
    }

    private static void addValues(String token, List<ParamSource> values) {
        int dash = token.indexOf('-');
        if (token.equals("-")) {
            values.add(new ParamSource(Origin.EMPTY, 0));
        } else if (token.equals("=")) {
            values.add(new ParamSource(Origin.DEFAULT, 0));
        } else if (token.equals("container")) {
            values.add(new ParamSource(Origin.CONTAINER, 0));
        } else if (token.startsWith("<")) {
            boolean empty = token.endsWith("?");
            int param = Integer.parseInt(token.substring(1, token.length() - (empty ? 1 : 0)));
            values.add(new ParamSource(empty ? Origin.ENTER_OR_EMPTY : Origin.ENTER_OR_DEFAULT, param));
        } else if (dash > 0) {
            IntStream.rangeClosed(
                            Integer.parseInt(token.substring(0, dash)), Integer.parseInt(token.substring(dash + 1)))
                    .forEach(param -> values.add(new ParamSource(Origin.OLD, param)));
        } else {
            values.add(new ParamSource(Origin.OLD, Integer.parseInt(token)));
        }
    }

    /** The rule for an event, empty when the table has none. */
    Optional<Rule> rule(int code, int params) {
        return rules[code] == null ? Optional.empty() : Optional.ofNullable(rules[code][params]);
    }
}

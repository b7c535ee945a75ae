import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the class {@code Positions}: where each present event carries its parameters, as constants by the names of both. */
final class Positions {
    private static final String HEAD = """
            package io.peregrine.schema;

            /**
             * Where events carry their parameters: the index of each by the names of event and parameter, generated from {@code events.tsv}. An event
             * is called as its constant of {@link EventCodes} without the kind at the front and the version in it: {@code Positions.EXECVE_X.PID}
             * is of {@code SYSCALL_EXECVE_19_X}. What the table marks as an old version is not here.
             */
            public final class Positions {
                private Positions() {}
            """;

    private Positions() {}

    static String of(List<String[]> events) {
        StringBuilder text = new StringBuilder(HEAD);
        Set<String> names = new HashSet<>();
        for (String[] event : events) {
            if (isPresent(event)) {
                String name = shortName(event[1]);
                if (!names.add(name)) {
                    throw new IllegalStateException("Two present events are called " + name + ".");
                }
                append(text, name, event);
            }
        }
        return text.append("}\n").toString();
    }

    private static boolean isPresent(String[] event) {
        List<String> flags = Arrays.asList(event[5].split("\\|"));
        return event.length > 6 && !event[6].isEmpty() && !flags.contains("OLD_VERSION") && !flags.contains("UNUSED");
    }

    private static String shortName(String constant) {
        return constant.replaceFirst("^(SYSCALL|SOCKET)_", "").replaceAll("_\\d+_(?=[EX]$)", "_");
    }

    private static void append(StringBuilder text, String name, String[] event) {
        text.append("\n    /** Of {@link EventCodes#").append(event[1]).append("}. */\n");
        text.append("    public static final class ").append(name).append(" {\n");
        text.append("        private ").append(name).append("() {}\n\n");
        String[] params = event[6].split(" ");
        for (int i = 0; i < params.length; i++) {
            String constant = params[i].substring(0, params[i].indexOf(':')).toUpperCase(Locale.ROOT);
            text.append("        public static final int ").append(constant);
            text.append(" = ").append(i).append(";\n");
        }
        text.append("    }\n");
    }
}

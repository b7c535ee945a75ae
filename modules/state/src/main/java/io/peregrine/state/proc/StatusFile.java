package io.peregrine.state.proc;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;

/** The file {@code status} of a thread: lines of a name, a colon and values. */
final class StatusFile {
    private final Map<String, String[]> values = new HashMap<>();

    StatusFile(ByteString file) {
        for (String line : ProcText.of(file)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(line.substring(0, colon), ProcText.words(line.substring(colon + 1)));
            }
        }
    }

    /** One value of a line as a decimal number. */
    long number(String name, int index, long otherwise) {
        String[] words = values.get(name);
        return words == null || index >= words.length ? otherwise : ProcText.number(words[index], otherwise);
    }

    /** The last value of a line: the number inside the innermost namespace. */
    long innermost(String name, long otherwise) {
        String[] words = values.get(name);
        return words == null ? otherwise : ProcText.number(words[words.length - 1], otherwise);
    }

    /** A set of bits in hexadecimal. */
    long bits(String name) {
        String[] words = values.get(name);
        return words == null ? 0 : ProcText.number(words[0], 16, 0);
    }
}

package io.peregrine.schema;

import java.util.HashMap;
import java.util.Map;

/** The calls of 32-bit x86 by number, and the 64-bit numbers of the same calls. */
public final class Ia32Table {
    private static final Map<Integer, Integer> NATIVE = new HashMap<>();

    static {
        for (String[] row : TextTable.read("ia32.tsv")) {
            NATIVE.put(Integer.parseInt(row[0]), Integer.parseInt(row[1]));
        }
    }

    private Ia32Table() {}

    /** The 64-bit number of the call with a 32-bit number, -1 when there is no such call or only 32-bit code has it. */
    public static int nativeNumber(int number) {
        return NATIVE.getOrDefault(number, -1);
    }
}

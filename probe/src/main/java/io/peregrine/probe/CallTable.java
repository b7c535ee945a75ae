package io.peregrine.probe;

import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.Set;

/** What a machine's call numbers stand for: the portable id and the program that composes the event. */
final class CallTable {
    /** The prefix of the C functions that are programs of system calls. */
    static final String PROGRAM_PREFIX = "call_";

    /** The program of calls that have none of their own. */
    static final String GENERIC = PROGRAM_PREFIX + "generic";

    /** Bits of the interest of a number, as in {@code settings.h}. */
    static final int WANTED_NATIVE = 1;

    private final int[] identity = new int[SettingsLayout.CALL_NUMBERS];
    private final String[] program = new String[SettingsLayout.CALL_NUMBERS];

    /**
     * The table of a machine.
     *
     * @param programs the names of the programs that exist
     */
    CallTable(Machine machine, Set<String> programs) {
        Arrays.fill(program, "");
        for (SyscallDescriptor call : SyscallTable.all()) {
            int number = machine.number(call);
            if (number >= 0 && number < SettingsLayout.CALL_NUMBERS) {
                identity[number] = call.id();
                String own = PROGRAM_PREFIX + call.name();
                program[number] = programs.contains(own) ? own : GENERIC;
            }
        }
    }

    /** The portable id of a number, 0 for none. */
    int identity(int number) {
        return identity[number];
    }

    /** The name of the program for a number, empty when the number stands for no call. */
    String program(int number) {
        return program[number];
    }

    /** The interest bits of a number. */
    int interest(int number, Set<Integer> ids) {
        return !program[number].isEmpty() && ids.contains(identity[number]) ? WANTED_NATIVE : 0;
    }
}

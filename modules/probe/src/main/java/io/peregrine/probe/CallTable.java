package io.peregrine.probe;

import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the call numbers of a machine stand for: the portable id, the program that composes the event, and what has to be taken when the
 * call begins. Everything that the programs' tables hold comes from here.
 */
final class CallTable {
    /** The prefix of the C functions that are programs of system calls. */
    static final String PROGRAM_PREFIX = "call_";

    /** The program of calls that have none of their own. */
    static final String GENERIC = PROGRAM_PREFIX + "generic";

    /** Bits of the interest of a number, as in {@code settings.h}. */
    static final int WANTED_NATIVE = 1;

    static final int WANTED_COMPAT = 2;

    /** The program at the beginning of all calls takes something of such a call. */
    static final int WANTED_EARLY = 4;

    /** The same for a call of 32-bit code. */
    static final int WANTED_EARLY_COMPAT = 8;

    /** What to take when a call begins ({@code enum entry_kind} in {@code entry.h}). */
    private static final Map<String, Integer> ENTRY_KINDS =
            Map.of("open", 1, "creat", 1, "openat", 2, "openat2", 3, "connect", 4);

    private static final int ENTRY_SOCKETCALL = 5;
    private static final int SIZE = SettingsLayout.CALL_NUMBERS;

    private final Architecture machine;
    private final int[] identity = new int[SIZE];
    private final String[] program = new String[SIZE];
    private final boolean[] callable = new boolean[SIZE];
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * The table of a machine.
     *
     * @param programs the names of the programs that exist
     */
    CallTable(Architecture machine, Set<String> programs) {
        this.machine = machine;
        Arrays.fill(program, "");
        for (SyscallDescriptor call : SyscallTable.all()) {
            int number = machine.number(call);
            if (number >= 0 && number < SIZE) {
                add(call, number, programs);
                callable[number] = true;
            }
        }
        if (machine.hasCompat()) {
            CompatCalls.OWN.forEach(own -> add(SyscallTable.byName(own.name()).orElseThrow(), own.number(), programs));
        }
    }

    private void add(SyscallDescriptor call, int number, Set<String> programs) {
        String own = PROGRAM_PREFIX + call.name();
        identity[number] = call.id();
        program[number] = programs.contains(own) ? own : GENERIC;
        numbers.put(call.name(), number);
    }

    /** The portable id of a number, 0 for none. */
    int identity(int number) {
        return identity[number];
    }

    /** The name of the program for a number, empty when the number stands for no call. */
    String program(int number) {
        return program[number];
    }

    /** Whether a program composes the events of calls; the others are attached somewhere themselves. */
    static boolean isOfCall(String program) {
        return program.startsWith(PROGRAM_PREFIX);
    }

    /** The names of the programs that these calls need. */
    Set<String> programs(Set<Integer> ids) {
        Set<String> needed = new HashSet<>();
        for (int number = 0; number < SIZE; number++) {
            if (ids.contains(identity[number])) {
                needed.add(program[number]);
            }
        }
        return needed;
    }

    /** The interest bits of a number, which the two calling conventions read differently. */
    int interest(int number, Set<Integer> ids) {
        boolean wanted = callable[number] && ids.contains(identity[number]);
        return (wanted ? WANTED_NATIVE : 0) | (compatWanted(number, ids) ? WANTED_COMPAT : 0);
    }

    private boolean compatWanted(int compatNumber, Set<Integer> ids) {
        if (!machine.hasCompat()) {
            return false;
        }
        if (compatNumber == CompatCalls.SOCKETCALL) {
            return CompatCalls.SOCKET_CALLS.stream()
                    .anyMatch(name -> ids.contains(identity[numbers.getOrDefault(name, 0)]));
        }
        int number = nativeNumber(compatNumber);
        return number > 0 && ids.contains(identity[number]);
    }

    /** The number whose program handles a 32-bit call, 0 for none. */
    int nativeNumber(int compatNumber) {
        int number = machine.hasCompat() ? CompatCalls.programNumber(compatNumber) : 0;
        return number < SIZE ? number : 0;
    }

    /** The number whose program handles a call behind socketcall, 0 for one that is not of interest. */
    int socketcall(int which, Set<Integer> ids) {
        if (!machine.hasCompat() || which < 1 || which > CompatCalls.SOCKET_CALLS.size()) {
            return 0;
        }
        int number = numbers.getOrDefault(CompatCalls.SOCKET_CALLS.get(which - 1), 0);
        return ids.contains(identity[number]) ? number : 0;
    }

    /** What to take when the call of a number begins, 0 for nothing. */
    int entryKind(int number, Set<Integer> ids) {
        if (!ids.contains(identity[number])) {
            return 0;
        }
        return ENTRY_KINDS.entrySet().stream()
                .filter(kind -> numbers.getOrDefault(kind.getKey(), -1) == number)
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    /** The same for a call of 32-bit code. */
    int compatEntryKind(int compatNumber, Set<Integer> ids) {
        if (!machine.hasCompat()) {
            return 0;
        }
        if (compatNumber == CompatCalls.SOCKETCALL) {
            return ids.contains(identity[numbers.getOrDefault("connect", 0)]) ? ENTRY_SOCKETCALL : 0;
        }
        return entryKind(nativeNumber(compatNumber), ids);
    }

    /** Whether any of these calls has something to be taken when it begins. */
    static boolean needsEntry(Set<Integer> ids) {
        return ENTRY_KINDS.keySet().stream()
                .anyMatch(name ->
                        ids.contains(SyscallTable.byName(name).orElseThrow().id()));
    }
}

package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.stream.IntStream;

/** The settings of the loaded programs, in the memory that they read. Any thread may write; a store counts from the next call on. */
final class ProbeSettings {
    private final MemorySegment memory;
    private final CallTable calls;

    ProbeSettings(MemorySegment memory, CallTable calls) {
        this.memory = memory;
        this.calls = calls;
        SettingsLayout.session(memory, 1);
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            SettingsLayout.identity(memory, number, calls.identity(number));
            SettingsLayout.nativeNumber(memory, number, calls.nativeNumber(number));
        }
    }

    /** Where arguments are taken that another thread could rewrite. */
    enum Taking {
        /** When the call ends. */
        NOWHERE,
        /** Where each of the calls begins, and for 32-bit code where all calls begin. */
        AT_SINGLE_CALLS,
        /** Where all calls begin. */
        AT_ALL_CALLS
    }

    /** Sets what a spec says, but for its interest. */
    void apply(ProbeSpec spec) {
        SettingsLayout.snaplen(memory, spec.snaplen());
        SettingsLayout.dropFailed(memory, spec.dropFailed());
    }

    /**
     * Works out what replaces the set of reported calls.
     *
     * @param ids portable ids
     * @param taking where arguments that another thread could rewrite are taken when a call begins
     * @param attachedAnew whether a program that takes them was attached for it
     * @return puts it in force: stores to shared memory and nothing else
     */
    Runnable watching(Set<Integer> ids, Taking taking, boolean attachedAnew) {
        boolean takeAtEntry = taking != Taking.NOWHERE;
        int[] socketCalls = IntStream.range(0, SettingsLayout.SOCKET_CALLS)
                .map(which -> calls.socketcall(which, ids))
                .toArray();
        int[] entries = new int[SettingsLayout.CALL_NUMBERS];
        int[] compatEntries = new int[SettingsLayout.CALL_NUMBERS];
        int[] interests = new int[SettingsLayout.CALL_NUMBERS];
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            entries[number] = takeAtEntry ? calls.entryKind(number, ids) : 0;
            compatEntries[number] = takeAtEntry ? calls.compatEntryKind(number, ids) : 0;
            int early = entries[number] != 0 && taking == Taking.AT_ALL_CALLS ? CallTable.WANTED_EARLY : 0;
            int earlyCompat = compatEntries[number] != 0 ? CallTable.WANTED_EARLY_COMPAT : 0;
            interests[number] = calls.interest(number, ids) | early | earlyCompat;
        }
        return () -> {
            if (attachedAnew || takesMore(entries)) {
                beginSession();
            }
            for (int which = 0; which < SettingsLayout.SOCKET_CALLS; which++) {
                SettingsLayout.socketcall(memory, which, socketCalls[which]);
            }
            for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
                SettingsLayout.entry(memory, number, entries[number]);
                SettingsLayout.compatEntry(memory, number, compatEntries[number]);
                SettingsLayout.interest(memory, number, interests[number]);
            }
        };
    }

    private boolean takesMore(int[] entries) {
        return IntStream.range(0, SettingsLayout.CALL_NUMBERS)
                .anyMatch(number -> entries[number] != 0 && SettingsLayout.entry(memory, number) == 0);
    }

    /**
     * What was taken before belongs to nobody from now on. So a call that began while its entry program was not attached finds nothing, and above
     * all nothing old.
     */
    private void beginSession() {
        SettingsLayout.session(memory, Math.max(1, SettingsLayout.session(memory) + 1));
    }

    /** Whether the programs have seen code of 32 bits. For any thread. */
    boolean compatSeen() {
        return SettingsLayout.compatSeen(memory);
    }

    /** Says that they have, as the programs do. */
    void noteCompat() {
        SettingsLayout.compatSeen(memory, true);
    }

    /** Asks the programs to note who makes a call with this argument; 0 to ask no more. */
    void askForOwner(int token) {
        SettingsLayout.token(memory, token);
    }

    /** The process whose events are not reported, 0 for none. */
    int owner() {
        return SettingsLayout.owner(memory);
    }

    /** Sets what the programs add to the boot clock. */
    void epoch(long nanoseconds) {
        SettingsLayout.epoch(memory, nanoseconds);
    }
}

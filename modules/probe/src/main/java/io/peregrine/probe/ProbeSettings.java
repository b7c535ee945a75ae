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
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            SettingsLayout.identity(memory, number, calls.identity(number));
            SettingsLayout.nativeNumber(memory, number, calls.nativeNumber(number));
        }
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
     * @param takeAtEntry whether arguments that another thread could rewrite are taken when a call begins
     * @return puts it in force: stores to shared memory and nothing else
     */
    Runnable watching(Set<Integer> ids, boolean takeAtEntry) {
        int[] socketCalls = IntStream.range(0, SettingsLayout.SOCKET_CALLS)
                .map(which -> calls.socketcall(which, ids))
                .toArray();
        int[] entries = new int[SettingsLayout.CALL_NUMBERS];
        int[] compatEntries = new int[SettingsLayout.CALL_NUMBERS];
        int[] interests = new int[SettingsLayout.CALL_NUMBERS];
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            entries[number] = takeAtEntry ? calls.entryKind(number, ids) : 0;
            compatEntries[number] = takeAtEntry ? calls.compatEntryKind(number, ids) : 0;
            int early = entries[number] == 0 && compatEntries[number] == 0 ? 0 : CallTable.WANTED_EARLY;
            interests[number] = calls.interest(number, ids) | early;
        }
        return () -> {
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

package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/** The settings of the loaded programs, in the memory that they read. Any thread may write; a store counts from the next call on. */
final class Settings {
    private final MemorySegment memory;
    private final CallTable calls;

    Settings(MemorySegment memory, CallTable calls) {
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
     * Replaces the set of reported calls.
     *
     * @param ids portable ids
     * @param takeAtEntry whether arguments that another thread could rewrite are taken when a call begins
     */
    void watch(Set<Integer> ids, boolean takeAtEntry) {
        for (int which = 0; which < SettingsLayout.SOCKET_CALLS; which++) {
            SettingsLayout.socketcall(memory, which, calls.socketcall(which, ids));
        }
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            int entry = takeAtEntry ? calls.entryKind(number, ids) : 0;
            int compatEntry = takeAtEntry ? calls.compatEntryKind(number, ids) : 0;
            int early = entry == 0 && compatEntry == 0 ? 0 : CallTable.WANTED_EARLY;
            SettingsLayout.entry(memory, number, entry);
            SettingsLayout.compatEntry(memory, number, compatEntry);
            SettingsLayout.interest(memory, number, calls.interest(number, ids) | early);
        }
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

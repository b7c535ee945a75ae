package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EnterRecord;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateCounters;
import io.peregrine.state.ThreadActivity;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.ThreadTable;
import io.peregrine.state.descriptor.Descriptor;

/** Finds what an event is about: its thread and the descriptor that it names. */
final class EventLookup {
    private final EventTraits traits = new EventTraits();

    EventTraits traits() {
        return traits;
    }

    /** Fills the context; the context's event has just been wrapped. */
    void find(EventContext context) {
        context.reset();
        EventView event = context.event();
        int bits = traits.of(event.code());
        if ((bits & EventTraits.NO_THREAD) != 0) {
            return;
        }
        ThreadTable threads = context.tables().threads();
        boolean lookup = (bits & EventTraits.NO_LOOKUP) == 0;
        ThreadEntry thread = lookup ? threads.getForEvent(event.tid()) : threads.findForEvent(event.tid());
        context.setThread(thread);
        if ((bits & EventTraits.THREAD_ONLY) != 0) {
            return;
        }
        if (thread.isNone()) {
            if ((bits & EventTraits.CLONE) != 0) {
                context.tables().counters().failedThreadLookups--;
            }
            return;
        }
        if (lookup && !thread.has(ThreadFlags.ACTIVE)) {
            thread.addFlags(ThreadFlags.ACTIVE);
        }
        if ((bits & EventTraits.ENTER) != 0) {
            enter(context, thread, bits);
        } else {
            exit(context, thread, bits);
        }
    }

    private void enter(EventContext context, ThreadEntry thread, int bits) {
        EventView event = context.event();
        ThreadActivity activity = thread.activity();
        activity.setLastDescriptor(-1);
        activity.setLastEnterCode(event.code());
        int param = traits.descriptorParam(event.code());
        if ((bits & EventTraits.USES_DESCRIPTOR) != 0 && event.has(param)) {
            activity.setLastDescriptor(event.signed(param));
            context.setDescriptor(look(context, thread, activity.lastDescriptor()));
        }
    }

    private void exit(EventContext context, ThreadEntry thread, int bits) {
        EventView event = context.event();
        ThreadActivity activity = thread.activity();
        int code = event.code();
        if (!isExitOf(code, activity.lastEnterCode())) {
            thread.setEnterRecord(EnterRecord.NONE);
            activity.setLastDescriptor(-1);
        }
        if ((bits & EventTraits.RESULT) != 0) {
            long result = event.signed(0);
            if (result < 0) {
                context.setErrorCode((int) -result);
            }
        }
        if ((bits & EventTraits.USES_DESCRIPTOR) == 0) {
            return;
        }
        int param = traits.descriptorParam(code);
        if (activity.lastDescriptor() == -1 && event.has(param)) {
            activity.setLastDescriptor(event.signed(param));
        }
        context.setDescriptor(look(context, thread, activity.lastDescriptor()));
    }

    private static Descriptor look(EventContext context, ThreadEntry thread, long number) {
        if (number < 0) {
            return Descriptor.NONE;
        }
        Descriptor descriptor = thread.descriptor(number);
        StateCounters counters = context.tables().counters();
        if (descriptor.isNone()) {
            counters.failedDescriptorLookups++;
        } else {
            counters.noncachedDescriptorLookups++;
        }
        return descriptor;
    }

    /** Whether a code is the exit half of an enter code; an execveat that succeeds exits as an execve. */
    static boolean isExitOf(int exit, int enter) {
        return exit == enter + 1 || (exit == EventCodes.SYSCALL_EXECVE_19_X && enter == EventCodes.SYSCALL_EXECVEAT_E);
    }
}

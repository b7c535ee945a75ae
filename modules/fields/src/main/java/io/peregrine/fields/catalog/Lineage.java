package io.peregrine.fields.catalog;

import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.AnyExtractor;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadTable;

/** The combinators of thread fields: they turn what is read of one thread into a field of another thread of the event's lineage. */
final class Lineage {
    private Lineage() {}

    /** What is done with each ancestor; the extra arguments keep it free of captured variables. */
    @FunctionalInterface
    private interface Step<T> {
        void take(ThreadEntry ancestor, ThreadReading reading, T into);
    }

    /** The number by which threads name the leader of one of their circles: the session, the process group. */
    @FunctionalInterface
    interface LeaderId {
        long of(ThreadEntry thread);
    }

    /** Text of the event's own thread. */
    static BytesExtractor ownText(ThreadReading reading) {
        return (context, out) -> !context.thread().isNone() && reading.read(context.thread(), out);
    }

    /** Number of the event's own thread. */
    static NumberExtractor ownNumber(ThreadReading reading) {
        return (context, out) -> !context.thread().isNone() && reading.read(context.thread(), out);
    }

    /** Text of the process so many generations up; 0 is the event's own process. */
    static BytesExtractor ancestorText(int generations, ThreadReading reading) {
        return (context, out) -> {
            ThreadEntry process = ancestor(context, generations);
            return !process.isNone() && reading.read(process, out);
        };
    }

    /** Number of the process so many generations up. */
    static NumberExtractor ancestorNumber(int generations, ThreadReading reading) {
        return (context, out) -> {
            ThreadEntry process = ancestor(context, generations);
            return !process.isNone() && reading.read(process, out);
        };
    }

    /** The process so many generations up, {@link ThreadEntry#NONE} when the lineage ends before. */
    static ThreadEntry ancestor(EventContext context, int generations) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || generations < 0) {
            return ThreadEntry.NONE;
        }
        return context.tables().threads().ancestor(thread, generations);
    }

    /** Of any one ancestor, for conditions; the process itself is none of them. */
    static AnyExtractor any(ThreadReading reading) {
        return (context, out) -> {
            out.clear();
            ThreadEntry main = context.thread().mainThread();
            walk(
                    context.tables().threads(),
                    main,
                    reading,
                    out,
                    (ancestor, read, list) -> read.read(ancestor, list.add()));
            return out.size() > 0;
        };
    }

    /** Texts of all ancestors joined by blanks, for outputs; absent when that is empty. */
    static BytesExtractor joined(ThreadReading reading) {
        return (context, out) -> {
            TextBuffer joined = out.startText();
            ThreadEntry main = context.thread().mainThread();
            walk(context.tables().threads(), main, reading, out, Lineage::appendPart);
            return !joined.isEmpty() && out.setText();
        };
    }

    private static void appendPart(ThreadEntry ancestor, ThreadReading reading, Slot out) {
        Slot part = out.part();
        if (!out.text().isEmpty()) {
            out.text().append(' ');
        }
        if (reading.read(ancestor, part)) {
            out.text().append(part.bytes(), part.offset(), part.length());
        }
    }

    /**
     * Text of the leader of one of the event's circles; empty when no leader is known.
     *
     * @param id names the leader
     * @param virtual whether the id counts inside the PID namespace, so that it names a thread of the table only outside of one
     * @param reading what is read of the leader
     */
    static BytesExtractor leaderText(LeaderId id, boolean virtual, ThreadReading reading) {
        return (context, out) -> {
            ThreadEntry thread = context.thread();
            if (thread.isNone()) {
                return false;
            }
            ThreadEntry leader = leader(context.tables().threads(), thread, id, virtual);
            out.startText();
            return leader.isNone() ? out.setText() : reading.read(leader, out);
        };
    }

    /** The thread that the id names, or else the last of the nearest ancestors that have the same id. */
    private static ThreadEntry leader(ThreadTable threads, ThreadEntry thread, LeaderId id, boolean virtual) {
        long wanted = id.of(thread);
        if (wanted == -1) {
            return ThreadEntry.NONE;
        }
        if (!virtual || !thread.isInPidNamespace()) {
            ThreadEntry named = threads.find(wanted);
            if (!named.isNone()) {
                return named;
            }
        }
        ThreadEntry leader = ThreadEntry.NONE;
        Ancestors ancestors = new Ancestors(threads, thread);
        for (ThreadEntry next = ancestors.next(); !next.isNone() && id.of(next) == wanted; next = ancestors.next()) {
            leader = next;
        }
        return leader;
    }

    private static <T> void walk(ThreadTable threads, ThreadEntry from, ThreadReading reading, T into, Step<T> step) {
        if (from.isNone()) {
            return;
        }
        Ancestors ancestors = new Ancestors(threads, from);
        for (ThreadEntry next = ancestors.next(); !next.isNone(); next = ancestors.next()) {
            step.take(next, reading, into);
        }
    }
}

package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.state.handler.StateEngine;
import java.nio.charset.StandardCharsets;

/** Tables, an engine and a clock for tests, and a way to write events by parameter names. */
final class Scenario {
    static final long START = 1_700_000_000_000_000_000L;

    final StateTables tables;
    final StateEngine engine;
    final EventContext context;
    private final EventWriter writer = new EventWriter();
    private long time = START;

    Scenario() {
        this(StateSettings.DEFAULT);
    }

    Scenario(StateSettings settings) {
        this(StateTables.forReplay(settings));
    }

    Scenario(StateTables tables) {
        this(tables, new StateEngine());
    }

    Scenario(StateTables tables, StateEngine engine) {
        this.tables = tables;
        this.engine = engine;
        context = new EventContext(tables);
    }

    ThreadEntry thread(long tid) {
        return tables.threads().find(tid);
    }

    void pass(long nanos) {
        time += nanos;
    }

    /** Writes an event whose parameters are given as name, value, name, value; the others are empty. */
    EventContext event(long tid, int code, Object... values) {
        EventDescriptor descriptor = EventTable.byCode(code);
        writer.begin(code, time += 1000, tid, descriptor.params().size());
        int used = 0;
        for (ParamDescriptor param : descriptor.params()) {
            Object value = null;
            for (int i = 0; i < values.length; i += 2) {
                if (param.name().equals(values[i])) {
                    value = values[i + 1];
                    used++;
                }
            }
            write(param, value);
        }
        assertThat(used * 2).as("every given parameter exists").isEqualTo(values.length);
        writer.wrapIn(context.event(), 0);
        engine.process(context);
        assertThat(TableInvariants.violations(tables)).isEmpty();
        return context;
    }

    private void write(ParamDescriptor param, Object value) {
        switch (value) {
            case null -> writer.empty();
            case String text when param.type().isText() -> writer.text(ByteString.of(text));
            case String text -> writer.bytes(text.getBytes(StandardCharsets.ISO_8859_1));
            case byte[] bytes -> writer.bytes(bytes);
            case Number n -> writer.number(n.longValue(), param.type().size());
            default -> throw new IllegalArgumentException("No way to write " + value + ".");
        }
    }

    /** A clone event of either side. */
    EventContext clone(long tid, long result, long pid, long ptid, int flags) {
        return event(
                tid,
                EventCodes.SYSCALL_CLONE_20_X,
                "res",
                result,
                "exe",
                "/bin/sh",
                "args",
                "-c\0true\0",
                "tid",
                tid,
                "pid",
                pid,
                "ptid",
                ptid,
                "fdlimit",
                1024,
                "comm",
                "sh",
                "flags",
                flags,
                "uid",
                1000,
                "gid",
                1000,
                "vtid",
                tid,
                "vpid",
                pid);
    }

    /** An execve that succeeded. */
    EventContext exec(long tid, long pid, String comm) {
        return event(
                tid,
                EventCodes.SYSCALL_EXECVE_19_X,
                "res",
                0,
                "exe",
                comm,
                "args",
                "a\0b\0",
                "tid",
                tid,
                "pid",
                pid,
                "ptid",
                1,
                "fdlimit",
                1024,
                "comm",
                comm,
                "env",
                "A=1\0B=2\0",
                "tty",
                0,
                "trusted_exepath",
                "/usr/bin/" + comm,
                "pgid",
                pid,
                "uid",
                0,
                "gid",
                0);
    }

    /** The end of a thread. */
    EventContext exit(long tid, long reaper) {
        return event(tid, EventCodes.PROCEXIT_1_E, "status", 0, "ret", 0, "sig", 0, "core", 0, "reaper_tid", reaper);
    }

    /** An event that changes nothing. */
    EventContext nothing(long tid) {
        return event(tid, EventCodes.SYSCALL_GETUID_X, "uid", 0);
    }
}

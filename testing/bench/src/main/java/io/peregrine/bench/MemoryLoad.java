package io.peregrine.bench;

import io.peregrine.capture.CaptureWriter;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.history.RememberedTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Captures of a machine that does one thing far too often, each against another part of the tables. */
enum MemoryLoad {
    /** Processes that begin, run a program with an environment of 4 KB and end. */
    SHORT_PROCESSES(1_000_000) {
        @Override
        void write(Events events, int count) throws IOException {
            for (long tid = FIRST; tid < FIRST + count; tid++) {
                events.begin(tid, 1);
                events.run(tid);
                events.end(tid);
            }
        }
    },
    /** The same processes, none of which ends. */
    LASTING_PROCESSES(1_000_000) {
        @Override
        void write(Events events, int count) throws IOException {
            for (long tid = FIRST; tid < FIRST + count; tid++) {
                events.begin(tid, 1);
                events.run(tid);
            }
        }
    },
    /** Processes that all begin before the first of them runs its program. */
    LATE_PROGRAMS(200_000) {
        @Override
        void write(Events events, int count) throws IOException {
            for (long tid = FIRST; tid < FIRST + count; tid++) {
                events.begin(tid, 1);
            }
            for (long tid = FIRST; tid < FIRST + count; tid++) {
                events.run(tid);
            }
        }
    },
    /** Files that 300 processes hold open. */
    OPEN_FILES(1_000_000) {
        @Override
        void write(Events events, int count) throws IOException {
            for (long tid = FIRST; tid < FIRST + HOLDERS; tid++) {
                events.begin(tid, 1);
                events.run(tid);
            }
            for (int i = 0; i < count; i++) {
                events.open(FIRST + i % HOLDERS, i / HOLDERS);
            }
        }
    },
    /** Children of a process with 4,000 files, each of which closes one. */
    FORKED_FILES(100_000) {
        @Override
        void write(Events events, int count) throws IOException {
            events.begin(FIRST, 1);
            for (int fd = 0; fd < 4000; fd++) {
                events.open(FIRST, fd);
            }
            for (long tid = FIRST + 1; tid < FIRST + count; tid++) {
                events.begin(tid, FIRST);
                events.close(tid, (int) (tid % 4000));
            }
        }
    };

    private static final long FIRST = 1000;
    private static final int HOLDERS = 300;

    private final int count;

    MemoryLoad(int count) {
        this.count = count;
    }

    /** How many processes or files it is about. */
    int count() {
        return count;
    }

    /** Its name as a word. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    abstract void write(Events events, int number) throws IOException;

    /** Writes the capture, packed. */
    void write(Path file) throws IOException {
        try (CaptureWriter writer = CaptureWriter.create(file, Packing.GZIP)) {
            writer.state(new RememberedTables(StateTables.forReplay(StateSettings.DEFAULT)).now());
            write(new Events(writer), count);
        }
    }

    /** The events of a capture, a microsecond apart. */
    static final class Events {
        private static final byte[] NOTHING = {};
        private static final int ENVIRONMENT_PARAM = 15;

        private final CaptureWriter writer;
        private final EventWriter event = new EventWriter();
        private final EventView view = new EventView();
        private final byte[] environment = new byte[4096];
        private long time = 1_700_000_000_000_000_000L;

        Events(CaptureWriter writer) {
            this.writer = writer;
            Arrays.fill(environment, (byte) 'x');
            environment[1] = '=';
            environment[environment.length - 1] = 0;
        }

        /** A child speaks for itself behind its clone. */
        void begin(long tid, long parent) throws IOException {
            start(EventCodes.SYSCALL_CLONE_20_X, tid, 21);
            program(tid, parent);
            for (int i = 8; i <= 14; i++) {
                event.empty();
            }
            event.number(0, 4).number(0, 4).number(0, 4);
            event.number(tid, 8).number(tid, 8).empty();
            finish();
        }

        /** A process runs a program whose environment is like no other. */
        void run(long tid) throws IOException {
            int params =
                    EventTable.byCode(EventCodes.SYSCALL_EXECVE_19_X).params().size();
            start(EventCodes.SYSCALL_EXECVE_19_X, tid, params);
            program(tid, 1);
            byte[] number = Long.toString(tid).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(number, 0, environment, 2, number.length);
            for (int i = 8; i < params; i++) {
                event.bytes(i == ENVIRONMENT_PARAM ? environment : NOTHING);
            }
            finish();
        }

        private void program(long tid, long parent) {
            event.number(0, 8).bytes(text("/usr/bin/worker")).bytes(text("--number=" + tid));
            event.number(tid, 8).number(tid, 8).number(parent, 8).bytes(text("/srv/worker"));
            event.number(1024, 8);
        }

        /** A process opens a file under a descriptor. */
        void open(long tid, int fd) throws IOException {
            start(EventCodes.SYSCALL_OPEN_X, tid, 6);
            event.number(fd, 8).bytes(text("/srv/files/of/some/length/" + tid + "/" + fd));
            event.number(1, 4).number(0, 4).number(1, 4).number(fd, 8);
            finish();
        }

        /** A process closes a descriptor. */
        void close(long tid, int fd) throws IOException {
            start(EventCodes.SYSCALL_CLOSE_X, tid, 2);
            event.number(0, 8).number(fd, 8);
            finish();
        }

        /** A process ends. */
        void end(long tid) throws IOException {
            start(EventCodes.PROCEXIT_1_E, tid, 5);
            event.number(0, 8).number(0, 8).number(0, 1).number(0, 1).number(0, 8);
            finish();
        }

        private void start(int code, long tid, int params) {
            event.begin(code, time += 1000, tid, params);
        }

        private void finish() throws IOException {
            event.wrapIn(view, 0);
            writer.event(view);
        }

        private static byte[] text(String value) {
            return (value + "\0").getBytes(StandardCharsets.UTF_8);
        }
    }
}

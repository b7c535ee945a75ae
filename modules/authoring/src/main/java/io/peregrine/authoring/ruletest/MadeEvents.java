package io.peregrine.authoring.ruletest;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.ParamDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The events of a test as a source, a microsecond apart. */
final class MadeEvents implements EventSource {
    /** When every test begins: 1 January 2026, in nanoseconds since the epoch. */
    static final long START = 1_767_225_600_000_000_000L;

    private static final long STEP = 1_000;

    private final EventWriter writer = new EventWriter();
    private final Deque<Making> events = new ArrayDeque<>();
    private long time = START;

    /** Writes one event. */
    private interface Making {
        void write(long time);
    }

    MadeEvents(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Present present -> {}
                case Step.Replay replay -> {}
                case Step.Exec exec -> events.add(at -> ProcessRecords.exec(writer, exec.process(), at));
                case Step.Call call -> events.add(at -> call(call, at));
                case Step.Connection connection -> {
                    if (!connection.incoming()) {
                        events.add(at -> ConnectionEvents.socket(writer, connection, at));
                    }
                    events.add(at -> ConnectionEvents.connection(
                            writer, connection, ParameterValues.errorOrZero(connection.error()), at));
                }
            }
        }
    }

    private void call(Step.Call call, long at) {
        EventDescriptor event = ParameterValues.event(call.event()).orElseThrow();
        writer.begin(event.code(), at, call.by().numbers().pid(), event.params().size());
        for (ParamDescriptor param : event.params()) {
            String value = call.arguments().get(param.name());
            if (value == null) {
                ParameterValues.writeUsual(writer, param);
            } else {
                ParameterValues.write(writer, param, value);
            }
        }
    }

    @Override
    public Outcome next(EventView view) {
        Making making = events.poll();
        if (making == null) {
            return Outcome.END;
        }
        time += STEP;
        making.write(time);
        writer.wrapIn(view, 0);
        return Outcome.EVENT;
    }

    @Override
    public void close() {
        events.clear();
    }
}

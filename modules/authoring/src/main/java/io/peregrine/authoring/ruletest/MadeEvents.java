package io.peregrine.authoring.ruletest;

import io.peregrine.authoring.ruletest.TestProcess.TestContainer;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.ParamDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a test as a source, a microsecond apart. */
final class MadeEvents implements EventSource {
    /** When every test begins: 1 January 2026, in nanoseconds since the epoch. */
    static final long START = 1_767_225_600_000_000_000L;

    private static final long STEP = 1_000;
    private static final long NO_THREAD = -1;

    private final EventWriter writer = new EventWriter();
    private final Deque<Making> events = new ArrayDeque<>();
    private long time = START;

    /** Writes one event. */
    private interface Making {
        void write(long time);
    }

    /**
     * A source.
     *
     * @param source the number of the source that events of plugins belong to
     */
    MadeEvents(List<Step> steps, long source) {
        containers(steps).forEach((id, container) -> events.add(at -> ContainerEvent.write(writer, container, at)));
        for (Step step : steps) {
            switch (step) {
                case Step.Present present -> {}
                case Step.Replay replay -> {}
                case Step.FromPlugin event -> events.add(at -> pluginEvent(event, source, at));
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

    /** The containers of a test, each once. */
    private static Map<String, TestContainer> containers(List<Step> steps) {
        Map<String, TestContainer> containers = new LinkedHashMap<>();
        for (Step step : steps) {
            Optional<TestProcess> process = switch (step) {
                case Step.Present present -> Optional.of(present.process());
                case Step.Exec exec -> Optional.of(exec.process());
                case Step.Call call -> Optional.of(call.by());
                case Step.Connection connection -> Optional.of(connection.by());
                case Step.Replay replay -> Optional.empty();
                case Step.FromPlugin event -> Optional.empty();
            };
            process.flatMap(known -> known.place().container())
                    .ifPresent(container -> containers.put(container.id(), container));
        }
        return containers;
    }

    private void pluginEvent(Step.FromPlugin event, long source, long at) {
        writer.begin(EventCodes.PLUGINEVENT_E, at, NO_THREAD, 2)
                .number(source, Integer.BYTES)
                .bytes(event.data().getBytes(StandardCharsets.UTF_8));
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

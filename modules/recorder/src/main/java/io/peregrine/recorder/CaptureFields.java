package io.peregrine.recorder;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.fields.FieldClass;
import io.peregrine.state.EventContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class of fields {@code capture}: what a rule's output can say of the recording that holds its event. One instance serves the rule
 * sets of all sources; each source makes its recorder known under its context.
 */
public final class CaptureFields {
    /** The field that holds the file's name. */
    public static final String FILE = "capture.file";

    private final Map<EventContext, Recorder> recorders = new ConcurrentHashMap<>();

    /** Makes known which recorder records the events of a context. */
    public void register(EventContext context, Recorder recorder) {
        recorders.put(context, recorder);
    }

    /** The context's source has ended. */
    public void remove(EventContext context) {
        recorders.remove(context);
    }

    /** The fields. */
    public FieldClass all() {
        return new FieldClass(
                "capture",
                "What is recorded around an event.",
                Set.of(),
                List.of(field(FILE, "The name of the capture file that holds the event, if there is one.")
                        .text((context, out) -> {
                            Optional<String> file = fileOf(context);
                            return file.isPresent() && out.set(ByteString.of(file.get()));
                        })));
    }

    private Optional<String> fileOf(EventContext context) {
        Recorder recorder = recorders.get(context);
        return recorder == null ? Optional.empty() : recorder.file();
    }
}

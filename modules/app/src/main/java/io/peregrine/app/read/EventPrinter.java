package io.peregrine.app.read;

import io.peregrine.alert.JsonText;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.app.terminal.Progress;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Stages;
import io.peregrine.recorder.ConditionFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints the events of a capture that meet a condition, a line each: text or a JSON object. */
public final class EventPrinter {
    /** What is printed of an event unless a format is given. */
    public static final String DEFAULT_FORMAT =
            "%evt.num %evt.time %evt.cpu %proc.name (%thread.tid) %evt.type %evt.args";

    private static final String SOURCE = "syscall";

    private final RuleSet rules;
    private final boolean json;
    private final Optional<ContainerPlugin> containers;

    /**
     * A printer.
     *
     * @param catalog the fields that condition and format may name
     * @param condition which events are printed; empty for all
     * @param format what is printed of each, as in the output of a rule; empty for {@link #DEFAULT_FORMAT}
     * @param json whether the fields of the format are printed as a JSON object instead
     * @param containers who tells the containers of threads
     * @throws FilterException when the condition is wrong
     * @throws TemplateException when the format is wrong
     */
    public EventPrinter(
            Catalog catalog, String condition, String format, boolean json, Optional<ContainerPlugin> containers)
            throws FilterException, TemplateException {
        this.json = json;
        this.containers = containers;
        ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());
        Template template = new TemplateParser(checker).parse(format.isEmpty() ? DEFAULT_FORMAT : format);
        RuleDefinition rule = new RuleDefinition(
                RuleLabel.of("read", Priority.DEBUG, SOURCE, List.of()),
                ConditionFilter.check(condition.isBlank() ? ConditionFilter.ALWAYS : condition, catalog),
                template,
                Map.of());
        rules = RuleSet.plan(List.of(rule), Map.of(SOURCE, catalog), new ValueText(BufferFormat.DOTS));
    }

    /**
     * Prints a capture.
     *
     * @param progress told how far it has been read
     * @param failures told when an event could not be handled, in a sentence
     * @throws SourceException when the capture cannot be read, or is damaged: what comes before the damage has been printed
     * @throws IOException when the stream cannot be written
     */
    public void print(Path capture, OutputStream out, Progress progress, Consumer<String> failures)
            throws SourceException, IOException {
        LineBuffer lines = new LineBuffer(out);
        try (CaptureReplay replay =
                CaptureReplay.open(capture, new CaptureReplay.Surroundings(progress, failures, containers))) {
            Judging printing = new Judging(
                    rules,
                    RuleMatching.FIRST,
                    (set, number, event) -> lines.add(line(set.output(number).alert(event, ""))));
            replay.run(Stages.NONE.withJudging(printing), lines::hasFailed);
        } finally {
            lines.flush();
        }
    }

    private String line(RuleAlert event) {
        if (!json) {
            return event.message();
        }
        return JsonText.of(event.fields());
    }

    /** Collects lines and writes many at once. */
    private static final class LineBuffer {
        private static final int SIZE = 1 << 16;

        private final OutputStream out;
        private final StringBuilder text = new StringBuilder();
        private Optional<IOException> failure = Optional.empty();

        LineBuffer(OutputStream out) {
            this.out = out;
        }

        void add(String line) {
            text.append(line).append('\n');
            if (text.length() > SIZE && !hasFailed()) {
                try {
                    write();
                } catch (IOException e) {
                    failure = Optional.of(e);
                }
            }
        }

        /** Whether the stream takes nothing more. */
        boolean hasFailed() {
            return failure.isPresent();
        }

        /** Writes what waits, and tells of a failure, also of an earlier one. */
        void flush() throws IOException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            write();
        }

        private void write() throws IOException {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            text.setLength(0);
            out.write(bytes);
            out.flush();
        }
    }
}

package io.peregrine.engine;

import static io.peregrine.fields.FieldBuilder.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.event.ByteString;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.LateReading;
import io.peregrine.fields.LateValue;
import io.peregrine.fields.Slot;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.OutputAdditions;
import io.peregrine.loader.RuleLoader;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that come after their event, from the declaration of a field to a settled alert. */
class LateValuesTest {
    @TempDir
    private Path folder;

    private LateValue.Answer answer = LateValue.Answer.NOT_YET;

    private LateReading text(String value) {
        return context -> Optional.of(new Late(out -> out.set(ByteString.of(value))));
    }

    private interface Reading {
        boolean read(Slot out);
    }

    private final class Late implements LateValue {
        private final Reading reading;

        Late(Reading reading) {
            this.reading = reading;
        }

        @Override
        public Object subject() {
            return "subject";
        }

        @Override
        public long deadline() {
            return 42;
        }

        @Override
        public Answer read(Slot out) {
            return answer == Answer.VALUE && reading.read(out) ? Answer.VALUE : answer;
        }
    }

    private Catalog catalog() {
        List<FieldClass> classes =
                new ArrayList<>(BuiltinFields.syscall(FieldSettings.DEFAULT).classes());
        classes.add(new FieldClass(
                "late",
                "Fields that come late.",
                Set.of(),
                List.of(
                        field("late.name", "A text.").late(text("falcon")).text((context, out) -> false),
                        field("late.flag", "A flag.")
                                .late(context -> Optional.of(new Late(out -> out.set(true))))
                                .flag((context, out) -> false),
                        field("late.mode", "A number in octal.")
                                .late(context -> Optional.of(new Late(out -> out.set(8L))))
                                .number(ParamType.UINT32, PrintFormat.OCT, (context, out) -> false),
                        field("late.early", "A text that is there.")
                                .late(text("never"))
                                .text((context, out) -> out.set(ByteString.of("there"))))));
        return new Catalog(classes);
    }

    private RuleAlert first(String output) {
        Catalog catalog = catalog();
        LoaderSettings settings = LoaderSettings.of(catalog)
                .withAdditions(new OutputAdditions(List.of(new OutputAdditions.Addition(
                        rule -> true,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        List.of(OutputAdditions.ExtraField.text("note", "<%late.name>"))))));
        String file = "- {rule: r, desc: d, condition: evt.num > 0, output: '%s', priority: INFO}\n".formatted(output);
        RuleSet rules = RuleSet.plan(
                LoadedRules.of(RuleLoader.load(List.of(new SourceText("f", file)), settings)
                        .checkedRules()),
                Map.of("syscall", catalog),
                new ValueText(BufferFormat.DOTS));
        List<RuleAlert> alerts = new ArrayList<>();
        RecordedReplay replay = new RecordedReplay();
        Judge judge = new Judge(rules, "syscall", replay.context(), RuleMatching.FIRST, (set, rule, context) -> {
            if (alerts.isEmpty()) {
                alerts.add(set.output(rule).alert(context, "host"));
            }
        });
        replay.run(RecordedCapture.SYSCALLS.in(folder), event -> judge.judge());
        return alerts.getFirst();
    }

    @Test
    void outputsNameWhatTheyWaitFor() {
        RuleAlert alert = first("a %late.name b %late.flag %late.early");
        assertThat(alert.message()).isEqualTo("a <NA> b <NA> there");
        assertThat(alert.pending()).hasSize(5).allSatisfy(value -> {
            assertThat(value.subject()).isEqualTo("subject");
            assertThat(value.deadline()).isEqualTo(42);
            assertThat(value.answer()).isEmpty();
        });
    }

    @Test
    void valuesThatComeArePrintedAsThoseThatWereThere() {
        RuleAlert alert = first("a %late.name b %10late.flag|%late.mode %late.early");
        answer = LateValue.Answer.VALUE;
        RuleAlert settled = alert.settled();
        assertThat(settled.pending()).isEmpty();
        assertThat(settled.message()).isEqualTo("a falcon b true      |10 there");
        assertThat(settled.fields())
                .containsEntry("late.name", FieldValue.of("falcon"))
                .containsEntry("note", FieldValue.of("<falcon>"))
                .containsEntry("late.flag", FieldValue.of(true))
                .containsEntry("late.early", FieldValue.of("there"));
    }

    @Test
    void whatIsKnownNotToExistIsAbsent() {
        RuleAlert alert = first("a %late.name");
        answer = LateValue.Answer.NOTHING;
        assertThat(alert.settled().message()).isEqualTo("a <NA>");
        assertThat(alert.settled().fields()).containsEntry("late.name", FieldValue.absent());
    }
}

package io.peregrine.output.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Alert;
import io.peregrine.alert.AlertText;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.PendingValue;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.output.Await;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.RecordedLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final List<Alert> passed = new CopyOnWriteArrayList<>();
    private final OutputCounters counters = new OutputCounters();
    private final RecordedLog log = new RecordedLog();
    private final Completion completion = new Completion(passed::add, counters, log);

    @AfterEach
    void end() {
        Thread.currentThread().interrupt();
        completion.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static RuleAlert alert(String source, String text) {
        return new RuleAlert(1, label(source), "host", AlertText.of(text), new TreeMap<>());
    }

    private static RuleAlert waiting(String source, PendingValue name) {
        AlertText text = new AlertText(
                List.of(new AlertText.Words("by "), new AlertText.Gap(name, 6), new AlertText.Words("|")));
        return new RuleAlert(
                1,
                label(source),
                "host",
                text,
                new TreeMap<>(Map.of(
                        "name",
                        new FieldValue.Pending(name),
                        "note",
                        new FieldValue.Unfinished(text),
                        "n",
                        FieldValue.of(7))));
    }

    private static RuleLabel label(String source) {
        return RuleLabel.of("r", Priority.WARNING, source, List.of());
    }

    private List<String> messages() {
        return passed.stream().map(Alert::message).toList();
    }

    private void waitFor(int alerts) throws InterruptedException {
        Await.until(() -> passed.size() >= alerts);
    }

    @Test
    void whatIsCompleteGoesOnBeforeSubmitReturns() {
        completion.submit(alert("syscall", "a"));
        assertThat(messages()).containsExactly("a");
        assertThat(counters.waited()).isZero();
    }

    @Test
    void aValueThatComesIsPutIntoMessageFieldsAndTexts() throws InterruptedException {
        FakeSubject subject = new FakeSubject(LONG);
        completion.submit(waiting("syscall", subject.name()));
        assertThat(passed).isEmpty();
        subject.isCalled("abc");
        completion.wake();
        waitFor(1);
        assertThat(messages()).containsExactly("by abc   |");
        assertThat(passed.getFirst().fields())
                .containsEntry("name", FieldValue.of("abc"))
                .containsEntry("note", FieldValue.of("by abc   |"))
                .containsEntry("n", FieldValue.of(7));
        assertThat(List.of(counters.waited(), counters.completed(), counters.timedOut()))
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void aValueThatIsKnownNotToExistIsAnAnswer() throws InterruptedException {
        FakeSubject subject = new FakeSubject(LONG);
        completion.submit(waiting("syscall", subject.name()));
        subject.hasNoName();
        completion.wake();
        waitFor(1);
        assertThat(messages()).containsExactly("by <NA>  |");
        assertThat(passed.getFirst().fields()).containsEntry("name", FieldValue.absent());
        assertThat(counters.completed()).isOne();
    }

    @Test
    void whatNobodyCanTellAnyMoreIsNotWaitedForAndCountsAsMissing() throws InterruptedException {
        FakeSubject subject = new FakeSubject(LONG);
        completion.submit(waiting("syscall", subject.name()));
        subject.isForgotten();
        completion.wake();
        waitFor(1);
        assertThat(messages()).containsExactly("by <NA>  |");
        assertThat(List.of(counters.completed(), counters.timedOut())).containsExactly(0L, 1L);
    }

    @Test
    void atTheDeadlineAnAlertLeavesWithWhatIsKnown() throws InterruptedException {
        FakeSubject late = new FakeSubject(Duration.ofMillis(20));
        FakeSubject known = new FakeSubject(Duration.ofMillis(20));
        known.isCalled("x");
        AlertText text = new AlertText(List.of(new AlertText.Gap(late.name(), 0), new AlertText.Gap(known.name(), 0)));
        completion.submit(new RuleAlert(1, label("syscall"), "host", text, new TreeMap<>()));
        waitFor(1);
        assertThat(messages()).containsExactly("<NA>x");
        assertThat(List.of(counters.completed(), counters.timedOut())).containsExactly(0L, 1L);
    }

    @Test
    void aSourceKeepsItsOrderAndOthersDoNotWait() throws InterruptedException {
        FakeSubject first = new FakeSubject(LONG);
        FakeSubject second = new FakeSubject(LONG);
        completion.submit(waiting("syscall", first.name()));
        completion.submit(alert("syscall", "b"));
        completion.submit(waiting("syscall", second.name()));
        completion.submit(alert("syscall", "d"));
        completion.submit(alert("k8s_audit", "other"));
        assertThat(messages()).containsExactly("other");
        second.isCalled("2");
        completion.wake();
        completion.submit(alert("k8s_audit", "more"));
        assertThat(messages()).containsExactly("other", "more");
        first.isCalled("1");
        completion.wake();
        waitFor(6);
        assertThat(messages()).containsExactly("other", "more", "by 1     |", "b", "by 2     |", "d");
        completion.submit(alert("syscall", "e"));
        assertThat(messages()).endsWith("e");
    }

    @Test
    void whenTooManyWaitTheFirstLeaveAsTheyAre() {
        FakeSubject subject = new FakeSubject(LONG);
        IntStream.range(0, Completion.MOST_WAITING + 3)
                .forEach(number -> completion.submit(waiting("syscall", subject.name())));
        assertThat(passed).hasSize(3);
        assertThat(counters.timedOut()).isEqualTo(3);
        subject.isCalled("n");
        completion.close();
        assertThat(passed).hasSize(Completion.MOST_WAITING + 3);
        assertThat(counters.completed()).isEqualTo(Completion.MOST_WAITING);
    }

    @Test
    void theEndWaitsForTheDeadlineAndNothingWaitsBehindIt() {
        FakeSubject subject = new FakeSubject(Duration.ofMillis(30));
        completion.submit(waiting("syscall", subject.name()));
        completion.submit(alert("syscall", "b"));
        completion.close();
        assertThat(messages()).containsExactly("by <NA>  |", "b");
        completion.submit(waiting("syscall", new FakeSubject(LONG).name()));
        assertThat(messages()).hasSize(3);
    }

    @Test
    void aSubjectThatFailsCostsItsValueAlone() throws InterruptedException {
        FakeSubject subject = new FakeSubject(LONG);
        PendingValue failing = new PendingValue() {
            @Override
            public Object subject() {
                return subject;
            }

            @Override
            public long deadline() {
                return Long.MAX_VALUE;
            }

            @Override
            public Optional<Answer> answer() {
                throw new IllegalStateException("no answer");
            }
        };
        completion.submit(waiting("syscall", failing));
        completion.submit(waiting("syscall", failing));
        completion.submit(alert("syscall", "b"));
        waitFor(3);
        assertThat(messages()).containsExactly("by <NA>  |", "by <NA>  |", "b");
        assertThat(log.lines()).hasSize(1).first().asString().contains("no answer");
    }
}

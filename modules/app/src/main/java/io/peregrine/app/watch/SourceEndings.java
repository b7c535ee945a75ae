package io.peregrine.app.watch;

import io.peregrine.app.live.OpenSource;
import io.peregrine.app.observe.SourceFigures;
import io.peregrine.event.SourceName;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.PipelineGroup.Ending;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ends of sources mean for a session: each is told when there are several, and a failure is the session's unless the source may fail alone. */
final class SourceEndings {
    private final List<SourceFigures> open;
    private final Log log;

    SourceEndings(List<SourceFigures> open, Log log) {
        this.open = List.copyOf(open);
        this.log = log;
    }

    /** The sources whose failure leaves the others running. */
    Set<SourceName> mayFailAlone() {
        return open.stream()
                .map(SourceFigures::source)
                .filter(OpenSource::mayFailAlone)
                .map(source -> source.feed().name())
                .collect(Collectors.toSet());
    }

    /** A source has ended. Called by its thread. */
    void ended(Ending ending) {
        open.stream()
                .filter(figures -> figures.source().feed().name().equals(ending.source()))
                .forEach(SourceFigures::end);
        if (open.size() > 1) {
            ending.failure()
                    .ifPresentOrElse(
                            reason -> log.error("The source " + ending.source().name() + " failed: " + reason),
                            () -> log.info("The source " + ending.source().name() + " has ended."));
        }
    }

    /** Why the session has failed; a source that failed alone counts when no other did better. */
    Optional<String> failure(List<Ending> endings) {
        boolean allFailed = endings.stream().allMatch(ending -> ending.failure().isPresent());
        Set<SourceName> alone = allFailed ? Set.of() : mayFailAlone();
        return endings.stream()
                .filter(ending -> !alone.contains(ending.source()))
                .flatMap(ending -> ending.failure().stream())
                .reduce((one, two) -> one + "\n" + two);
    }
}

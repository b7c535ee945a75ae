package io.peregrine.pipeline;

import io.peregrine.event.EndedThread;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Pipelines that run side by side, each on a thread of its own. A source that ends leaves the others running; one that fails ends all, unless
 * it may fail alone.
 */
public final class PipelineGroup {
    /** Room for conditions that nest as deep as the language allows, as on the main thread. */
    private static final long STACK_BYTES = 64L << 20;

    private final List<Pipeline> pipelines;
    private final StopRequest stop;
    private final Set<SourceName> mayFailAlone;
    private final Consumer<Ending> whenEnded;

    /**
     * How a source ended.
     *
     * @param source the source
     * @param failure why it could not go on, in a sentence; empty when it ended by itself or as it was asked to
     */
    public record Ending(SourceName source, Optional<String> failure) {}

    /**
     * A group.
     *
     * @param pipelines at least one; the first runs on the thread that calls {@link #run}
     * @param stop asked when a source fails; every pipeline ends by it
     * @param mayFailAlone sources whose failure leaves the others running
     * @param whenEnded told of each source that ended, at once, by its thread
     */
    public PipelineGroup(
            List<Pipeline> pipelines, StopRequest stop, Set<SourceName> mayFailAlone, Consumer<Ending> whenEnded) {
        this.pipelines = List.copyOf(pipelines);
        this.stop = stop;
        this.mayFailAlone = Set.copyOf(mayFailAlone);
        this.whenEnded = whenEnded;
        this.pipelines.forEach(pipeline -> pipeline.endBy(stop));
    }

    /** Runs all to their ends and tells how they ended, in the order of the pipelines. */
    public List<Ending> run() {
        List<Lane> lanes = pipelines.stream().map(Lane::new).toList();
        List<Thread> threads = new ArrayList<>();
        for (Lane lane : lanes.subList(1, lanes.size())) {
            threads.add(Thread.ofPlatform()
                    .name("source-" + lane.pipeline.name().name())
                    .stackSize(STACK_BYTES)
                    .start(lane));
        }
        lanes.getFirst().run();
        threads.forEach(EndedThread::await);
        return lanes.stream().map(Lane::ending).toList();
    }

    /** One pipeline on its thread. */
    private final class Lane implements Runnable {
        private final Pipeline pipeline;
        private Optional<String> failure = Optional.empty();

        Lane(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void run() {
            try {
                pipeline.run();
            } catch (SourceException e) {
                fail(e.getMessage());
            } catch (RuntimeException e) {
                fail("The source " + pipeline.name().name() + " ended by a mistake in Peregrine or in a plugin (" + e
                        + "); please report it.");
            }
            whenEnded.accept(ending());
        }

        Ending ending() {
            return new Ending(pipeline.name(), failure);
        }

        private void fail(String sentence) {
            failure = Optional.of(sentence);
            if (!mayFailAlone.contains(pipeline.name())) {
                stop.stop();
            }
        }
    }
}

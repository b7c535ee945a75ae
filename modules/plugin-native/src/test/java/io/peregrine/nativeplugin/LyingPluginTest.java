package io.peregrine.nativeplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.fields.Slot;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.ValueOut;
import io.peregrine.state.EventContext;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin hands over is not believed: what can be seen to be wrong ends its source in a sentence that names it, and not the process. */
@Timeout(120)
class LyingPluginTest {
    private static final HostFunctions FUNCTIONS = new HostFunctions(CallNote.inMemory());

    @TempDir
    static Path folder;

    private static Path library;

    @BeforeAll
    static void compile() throws Exception {
        library = Liar.compile(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no event",
                "an event at 16",
                "an event far away",
                "an array at 8",
                "a short event",
                "a long event",
                "many parameters",
                "another code"
            })
    void anEventThatIsNoneEndsTheSourceAndNamesThePlugin(String lie) throws Exception {
        try (Liar liar = new Liar(library, lie, FUNCTIONS);
                EventSource source = liar.open()) {
            assertThatThrownBy(() -> source.next(new EventView()))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("malformed plugin event produced by plugin: 'liar'");
        }
    }

    @Test
    void anIdOfAnotherPluginAndAnOddResultAreNamed() throws Exception {
        try (Liar liar = new Liar(library, "another id", FUNCTIONS);
                EventSource source = liar.open()) {
            assertThatThrownBy(() -> source.next(new EventView())).hasMessageContaining("expected_id=977, actual_id=5");
        }
        try (Liar liar = new Liar(library, "an odd result", FUNCTIONS);
                EventSource source = liar.open()) {
            EventView view = new EventView();
            assertThat(source.next(view)).isEqualTo(Outcome.EVENT);
            assertThatThrownBy(() -> source.next(view)).hasMessage("the liar is caught");
        }
    }

    @Test
    void aMillionEventsInABatchAreLentOneAfterAnother() throws Exception {
        try (Liar liar = new Liar(library, "a million events", FUNCTIONS);
                EventSource source = liar.open()) {
            EventView view = new EventView();
            int events = 0;
            for (Outcome outcome = source.next(view); outcome != Outcome.END; outcome = source.next(view)) {
                events += outcome == Outcome.EVENT ? 1 : 0;
            }
            assertThat(events).isEqualTo(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no result", "a result at 8", "many results", "a text at 16"})
    void aResultThatIsNoneIsNoValue(String lie) throws Exception {
        assertThat(readsText(lie)).isFalse();
        assertThat(readsText("the truth")).isTrue();
    }

    @Test
    void whatIsBrokenInTheTextsAboutItselfIsReplaced(@TempDir Path other) throws Exception {
        Plugin plugin = NativeLibrary.load(
                        Liar.compile(other, "l\\xff\\xc3r \\xed\\xa0\\x80").toString(), FUNCTIONS)
                .create();
        String name = plugin.identity().name();

        assertThat(name).matches("l\uFFFD{2}r \uFFFD+");
        assertThat(plugin.as(EventSourcing.class).orElseThrow().source().name()).isEqualTo(name);
        assertThat(plugin.as(FieldExtraction.class)
                        .orElseThrow()
                        .fields()
                        .getFirst()
                        .declaration()
                        .description())
                .isEqualTo("a text, " + name);
    }

    private static boolean readsText(String lie) throws Exception {
        try (Liar liar = new Liar(library, lie, FUNCTIONS);
                EventSource source = liar.open()) {
            EventContext context = new EventContext(liar.group().tables());
            assertThat(source.next(context.event())).isEqualTo(Outcome.EVENT);
            var reader = liar.group()
                    .instances()
                    .getFirst()
                    .plugin()
                    .as(FieldExtraction.class)
                    .orElseThrow()
                    .fields()
                    .getFirst()
                    .binder()
                    .bind(FieldRequest.NONE);
            return reader.read(new PluginEvent().show(context, Liar.SOURCE), new ValueOut().into(new Slot()));
        }
    }
}

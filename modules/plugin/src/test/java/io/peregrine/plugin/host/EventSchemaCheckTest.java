package io.peregrine.plugin.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that ask for a schema of events; the sentences are those that Falco 0.44 gave. */
class EventSchemaCheckTest {
    /** Parses events of one code and understands one schema. */
    private record Toy(Optional<String> requiredEventSchema, int code) implements Plugin, EventParsing {
        @Override
        public PluginIdentity identity() {
            return new PluginIdentity("toy", "0.1.0", "d", "c");
        }

        @Override
        public void parse(PluginEvent event) {}

        @Override
        public Optional<BitSet> parseCodes() {
            BitSet codes = new BitSet();
            codes.set(code);
            return Optional.of(codes);
        }
    }

    private static void check(Optional<String> wanted, int code) throws Exception {
        JavaLibrary library = JavaLibrary.of(() -> new Toy(wanted, code));
        RegisteredPlugin plugin =
                new RegisteredPlugin(new PluginSpec("toy", "", "", "", false), library, library.create());
        try (PluginGroup group = new PluginGroup(
                SourceName.SYSCALL,
                List.of(SourceName.SYSCALL),
                StateTables.forReplay(StateSettings.DEFAULT),
                (level, line) -> {})) {
            group.start(plugin);
            group.checkEventSchema("4.5.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.5.0", "4.5.1", "4.4.9"})
    void whatIsNotNewerIsUnderstood(String wanted) {
        assertThatCode(() -> check(Optional.of(wanted), EventCodes.ASYNCEVENT_E))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.0, major versions disagree",
        "5.0.0, major versions disagree",
        "4.6.0, minor version is less than the requested one",
        "4.5.9, patch version is less than the requested one"
    })
    void anotherSchemaIsRefused(String wanted, String reason) {
        assertThatThrownBy(() -> check(Optional.of(wanted), EventCodes.ASYNCEVENT_E))
                .isInstanceOf(SourceException.class)
                .hasMessage("plugin toy required event schema version '" + wanted
                        + "' not compatible with the event schema version in use '4.5.1': " + reason);
    }

    @Test
    void aTextThatIsNoVersionIsRefused() {
        assertThatThrownBy(() -> check(Optional.of("four"), EventCodes.ASYNCEVENT_E))
                .hasMessage("plugin toy provided an invalid required event schema version: 'four'");
    }

    @Test
    void whoReadsEventsOfPluginsAloneIsNotAsked() {
        assertThatCode(() -> check(Optional.of("3.0.0"), EventCodes.PLUGINEVENT_E))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(Optional.empty(), EventCodes.ASYNCEVENT_E)).doesNotThrowAnyException();
    }
}

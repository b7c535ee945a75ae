package io.peregrine.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.outputs.LibsLog;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.reload.RestartSettings;
import io.peregrine.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsAndSourcesTest {
    private static final Configuration LIVE = SessionParts.configuration("");
    private static final Configuration REPLAY =
            SessionParts.configuration("engine: {kind: replay, replay: {capture_file: x.scap}}");

    private static EnabledSources sources(Configuration configuration, List<String> enabled, List<String> disabled)
            throws CommandFailure {
        return EnabledSources.of(new Invocation.Sources(enabled, disabled), configuration, LoadedPlugins.NONE);
    }

    @Test
    void sourcesAreChosenByName() throws Exception {
        assertThat(sources(LIVE, List.of(), List.of()).enabled()).containsExactly("syscall");
        assertThat(sources(LIVE, List.of("syscall"), List.of()).enabled()).containsExactly("syscall");
        assertThat(sources(REPLAY, List.of("anything"), List.of()).enabled()).containsExactly("syscall");
        assertThatThrownBy(() -> sources(LIVE, List.of("k8s"), List.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Attempted enabling an unknown event source: k8s");
        assertThatThrownBy(() -> sources(LIVE, List.of(), List.of("k8s")))
                .hasMessage("Attempted disabling an unknown event source: k8s");
        assertThatThrownBy(() -> sources(LIVE, List.of("syscall"), List.of("k8s")))
                .hasMessage("You can not mix --enable-source and --disable-source");
        assertThatThrownBy(() -> sources(LIVE, List.of(), List.of("syscall")))
                .hasMessageStartingWith("Must enable at least one event source");
    }

    @Test
    void whatTheLibrariesSayHasAThresholdOfItsOwn() throws Exception {
        List<String> lines = new ArrayList<>();
        LibsLog log = new LibsLog(
                SessionParts.configuration("libs_logger: {enabled: true, severity: warning}")
                        .log(),
                (level, message) -> lines.add(level + " " + message));
        log.info("a");
        log.warning("b");
        log.prepare(SessionParts.configuration("libs_logger: {enabled: true, severity: trace}"))
                .apply();
        log.debug("c");
        log.prepare(SessionParts.configuration("libs_logger: {enabled: false}")).apply();
        log.error("d");
        assertThat(lines).containsExactly("INFO [libs]: b", "INFO [libs]: c");
    }

    @Test
    void aChangedPluginOfAReplayIsNamedAsWaitingForTheNextStart() {
        Configuration one = SessionParts.configuration(
                "plugins: [{name: toy, library_path: /toy.so, init_config: 1}]\nload_plugins: [toy]\nengine: {kind: replay, replay: {capture_file: /c}}");
        Configuration other = SessionParts.configuration(
                "plugins: [{name: toy, library_path: /toy.so, init_config: 2}]\nload_plugins: [toy]\nengine: {kind: replay, replay: {capture_file: /c}}");
        assertThat(RestartSettings.differing(one, one)).isEmpty();
        assertThat(RestartSettings.differing(one, other)).containsExactly("plugins");
    }

    @Test
    void settingsOfAnOpenSourceAreKept() {
        Configuration next = SessionParts.configuration(
                "engine: {modern_ebpf: {buf_size_preset: 5}}\nfalco_libs: {thread_table_size: 9}\npriority: error");
        assertThat(RestartSettings.differing(LIVE, next))
                .containsExactly("engine.modern_ebpf.buf_size_preset", "falco_libs.thread_table_size");
        Configuration kept = RestartSettings.kept(LIVE, next);
        assertThat(kept.engine()).isEqualTo(LIVE.engine());
        assertThat(kept.state()).isEqualTo(LIVE.state());
        assertThat(kept.rules()).isEqualTo(next.rules());
    }
}

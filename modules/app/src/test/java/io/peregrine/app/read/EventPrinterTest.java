package io.peregrine.app.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.terminal.Progress;
import io.peregrine.event.Compatibility;
import io.peregrine.event.SourceException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.HostNames;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.testkit.RecordedCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPrinterTest {
    private static final Catalog CATALOG = BuiltinFields.syscall(new FieldSettings(
            ZoneOffset.UTC, BufferFormat.DOTS, HostNames.NONE, "host", Map.of(), Compatibility.RIGHT));

    @TempDir
    Path folder;

    private List<String> print(Path capture, String condition, String format, boolean json) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new EventPrinter(CATALOG, condition, format, json, Optional.empty())
                    .print(capture, out, Progress.none(), Assertions::fail);
        } finally {
            lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        }
        return lines;
    }

    private List<String> lines = List.of();

    @Test
    void printsEveryEvent() throws Exception {
        assertThat(print(RecordedCapture.SYSCALLS.in(folder), "", "", false))
                .hasSize(RecordedCapture.SYSCALLS.events());
        assertThat(lines.get(1)).startsWith("2 ").contains(" bash (28434) page_fault addr=");
    }

    @Test
    void printsWhatMeetsTheConditionInTheGivenFormat() throws Exception {
        Path capture = RecordedCapture.SUSPICIOUS.in(folder);

        assertThat(print(capture, "evt.type = openat and fd.name = /etc/shadow", "%proc.name %fd.name", false))
                .contains("cat /etc/shadow")
                .allMatch(line -> line.endsWith(" /etc/shadow"));
        assertThat(print(capture, "evt.type = execve and proc.name = uname", "%proc.pid %proc.cmdline", true))
                .containsExactly("{\"proc.cmdline\":\"uname -a\",\"proc.pid\":29668}");
    }

    @Test
    void whatComesBeforeDamageIsPrinted() throws Exception {
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();
        Path cut = Files.write(folder.resolve("cut.scap"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> print(cut, "", "", false)).isInstanceOf(SourceException.class);
        assertThat(lines).hasSizeGreaterThan(100);
    }

    @Test
    void aWrongConditionIsRefused() {
        assertThatThrownBy(() -> new EventPrinter(CATALOG, "no.field = 1", "", false, Optional.empty()))
                .isInstanceOf(FilterException.class);
    }

    @Test
    void aClosedPipeEndsIt() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThatThrownBy(() -> new EventPrinter(CATALOG, "", "", false, Optional.empty())
                        .print(RecordedCapture.SUSPICIOUS.in(folder), closed, Progress.none(), Assertions::fail))
                .isInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
    }
}

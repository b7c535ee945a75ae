package io.peregrine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertWriterTest {
    private static final RuleLabel RULE =
            RuleLabel.of("read sensitive", Priority.WARNING, "syscall", List.of("filesystem", "T1555"));
    private static final RuleAlert ALERT = new RuleAlert(
            1795290284461933645L,
            RULE,
            "conformance",
            AlertText.of("Sensitive file read | file=/etc/shadow tty=0 none=<NA>"),
            new TreeMap<>(Map.of(
                    "fd.name", FieldValue.of("/etc/shadow"),
                    "fd.sip", FieldValue.absent(),
                    "proc.tty", FieldValue.of(0))));
    private static final InternalAlert SNAPSHOT = new InternalAlert(
            1795290284000000001L,
            "Falco internal: syscall event drop",
            Priority.DEBUG,
            "conformance",
            "Falco internal: syscall event drop. 3 system calls dropped in last second.",
            new TreeMap<>(Map.of(
                    "n_drops", FieldValue.of("3"),
                    "ratio", FieldValue.of(0.25),
                    "ebpf_enabled", FieldValue.of("1"))));

    @Test
    void textLineCarriesLocalTimeAndLongPriority() {
        assertThat(text(ALERT, false, ZoneOffset.UTC))
                .isEqualTo("19:44:44.461933645: Warning Sensitive file read | file=/etc/shadow tty=0 none=<NA>");
        assertThat(text(ALERT, false, ZoneId.of("Asia/Kolkata"))).startsWith("01:14:44.461933645: Warning ");
    }

    @Test
    void isoTimesAreInUtcWhateverTheZone() {
        assertThat(text(ALERT, true, ZoneId.of("Asia/Kolkata")))
                .startsWith("2026-11-21T19:44:44.461933645+0000: Warning Sensitive");
    }

    @Test
    void jsonMembersAreInTheOrderOfTheirNames() {
        assertThat(json(false, new AlertFormat.Properties(true, false, true, true)))
                .isEqualTo("{\"hostname\":\"conformance\","
                        + "\"output\":\"19:44:44.461933645: Warning Sensitive file read | file=/etc/shadow tty=0"
                        + " none=<NA>\",\"output_fields\":{\"evt.time\":1795290284461933645,"
                        + "\"fd.name\":\"/etc/shadow\",\"fd.sip\":null,\"proc.tty\":0},\"priority\":\"Warning\","
                        + "\"rule\":\"read sensitive\",\"source\":\"syscall\",\"tags\":[\"T1555\",\"filesystem\"],"
                        + "\"time\":\"2026-11-21T19:44:44.461933645Z\"}");
    }

    @Test
    void everyOptionalMemberCanBeLeftOut() {
        assertThat(json(true, new AlertFormat.Properties(false, true, false, false)))
                .isEqualTo("{\"hostname\":\"conformance\","
                        + "\"message\":\"Sensitive file read | file=/etc/shadow tty=0 none=<NA>\","
                        + "\"priority\":\"Warning\",\"rule\":\"read sensitive\",\"source\":\"syscall\","
                        + "\"time\":\"2026-11-21T19:44:44.461933645Z\"}");
    }

    @Test
    void isoOptionRenamesTheTimeField() {
        assertThat(json(true, new AlertFormat.Properties(false, false, true, false)))
                .contains("{\"evt.time.iso8601\":1795290284461933645,\"fd.name\"");
    }

    @Test
    void internalAlertsIgnoreTheSwitches() {
        AlertFormat bare = new AlertFormat(true, true, new AlertFormat.Properties(false, true, false, true));
        AlertWriter writer = new AlertWriter(bare, ZoneOffset.UTC);
        assertThat(writer.write(SNAPSHOT))
                .isEqualTo("{\"hostname\":\"conformance\",\"output\":\"Falco internal: syscall event drop. 3 system"
                        + " calls dropped in last second.\",\"output_fields\":{\"ebpf_enabled\":\"1\","
                        + "\"n_drops\":\"3\",\"ratio\":0.25},\"priority\":\"Debug\",\"rule\":\"Falco internal:"
                        + " syscall event drop\",\"source\":\"internal\",\"time\":\"2026-11-21T19:44:44.000000001Z\"}");
        assertThat(writer.text(SNAPSHOT))
                .isEqualTo("19:44:44.000000001: Debug Falco internal: syscall event drop. 3 system calls dropped in"
                        + " last second. (ebpf_enabled=\"1\" n_drops=\"3\" ratio=0.25)");
    }

    private static String text(Alert alert, boolean iso, ZoneId zone) {
        AlertFormat format = new AlertFormat(false, iso, AlertFormat.text().include());
        return new AlertWriter(format, zone).write(alert);
    }

    private static String json(boolean iso, AlertFormat.Properties include) {
        return new AlertWriter(new AlertFormat(true, iso, include), ZoneOffset.UTC).write(ALERT);
    }
}

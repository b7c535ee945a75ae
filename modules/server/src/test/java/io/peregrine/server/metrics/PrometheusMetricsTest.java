package io.peregrine.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)\\})? (-?[0-9.]+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String text = metrics(EnumSet.allOf(MetricGroup.class));

    @Test
    void everyNameOfTheReferenceIsThereWithItsTypeAndLabels() throws Exception {
        for (String row : Files.readAllLines(Path.of("src/test/resources/metrics.tsv")).stream()
                .skip(1)
                .toList()) {
            String[] cells = row.split("\t", -1);
            assertThat(text).contains("# TYPE " + cells[0] + " " + cells[1] + "\n");
            Set<String> labels = new TreeSet<>();
            Matcher matcher = LABEL.matcher(line(cells[0]));
            while (matcher.find()) {
                labels.add(matcher.group(1));
            }
            assertThat(String.join(",", labels)).as(cells[0]).isEqualTo(cells[2].replace("<TAG>", "process"));
        }
    }

    @Test
    void theTextIsWellFormed() {
        Set<String> families = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                family = line.split(" ")[2];
                assertThat(families.add(family)).as("%s stands once", family).isTrue();
            } else if (!line.startsWith("# TYPE ")) {
                Matcher matcher = LINE.matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                assertThat(matcher.group(1)).isEqualTo(family);
            }
        }
        assertThat(text).endsWith("\n");
    }

    @Test
    void figuresOfPluginsLoseTheirUnits() {
        assertThat(line("falcosecurity_plugins_container_n_containers_total")).endsWith(" 3");
        assertThat(line("falcosecurity_plugins_orchard_time_in_trees_total")).endsWith(" 18446744073709551615");
    }

    @Test
    void valuesAreInBaseUnits() {
        assertThat(line("falcosecurity_scap_n_evts_total")).endsWith(" 5000");
        assertThat(line("falcosecurity_falco_rules_matches_total"))
                .isEqualTo("falcosecurity_falco_rules_matches_total{priority=\"4\",rule_name=\"Read \\\"sensitive\\\""
                        + " file\",source=\"syscall\",tag_process=\"true\"} 3");
        assertThat(line("falcosecurity_falco_duration_seconds_total")).endsWith(" 60");
        assertThat(line("falcosecurity_falco_start_timestamp_nanoseconds")).endsWith(" 1700000000000000000");
        assertThat(text)
                .contains("falcosecurity_scap_n_drops_buffer_total{dir=\"exit\",drop=\"proc\"} 1\n")
                .contains("falcosecurity_scap_n_drops_buffer_total{dir=\"enter\",drop=\"open\"} 0\n")
                .contains("falcosecurity_scap_n_evts_cpu_total{cpu=\"0\"} 7\n")
                .contains("falcosecurity_plugins_container_n_containers_total 3\n")
                .contains("falcosecurity_scap_sys_exit_run_time_nanoseconds_total 99\n")
                .contains("peregrine_output_lost_total{output=\"http\"} 1\n")
                .contains(
                        "# HELP peregrine_reloads_total Reloads that were put in force.\n",
                        "# TYPE peregrine_reloads_total counter\n",
                        "peregrine_reloads_total 2\n",
                        "# TYPE peregrine_containers_known gauge\n",
                        "peregrine_containers_known 3\n",
                        "peregrine_memory_bytes 4.000000\n")
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .doesNotContain("rule_name=\"Never\"")
                .doesNotContain("n_drops_buffer_total_total");
        assertThat(Double.parseDouble(
                        line("falcosecurity_falco_memory_rss_bytes").split(" ")[1]))
                .isGreaterThan(10e6);
    }

    @Test
    void groupsCanBeLeftOut() {
        String little = metrics(Set.of(MetricGroup.KERNEL));
        assertThat(little)
                .contains("scap_n_evts_total", "falco_version_info")
                .doesNotContain("rules_matches", "n_threads", "memory_rss", "n_evts_cpu");
    }

    private String line(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing"));
    }

    private static String metrics(Set<MetricGroup> groups) {
        ResourceUse resources = new ResourceUse(Path.of("/proc/self"), Path.of("/proc"), Map.of());
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_060));
        return new PrometheusMetrics(new FixedMetrics(), resources, groups, clock).text();
    }

    @Test
    void addressesAreCompressed() {
        assertThat(Interfaces.compressed(bytes(0xfe80, 0, 0, 0, 0x10, 0, 0, 1))).isEqualTo("fe80::10:0:0:1");
        assertThat(Interfaces.compressed(bytes(0, 0, 0, 0, 0, 0, 0, 0))).isEqualTo("::");
        assertThat(Interfaces.compressed(bytes(1, 0, 2, 3, 4, 5, 6, 7))).isEqualTo("1:0:2:3:4:5:6:7");
        assertThat(Interfaces.compressed(bytes(0, 0, 2, 3, 4, 5, 0, 0))).isEqualTo("::2:3:4:5:0:0");
        assertThat(Interfaces.compressed(bytes(1, 2, 3, 4, 5, 6, 0, 0))).isEqualTo("1:2:3:4:5:6::");
    }

    private static byte[] bytes(int... groups) {
        byte[] bytes = new byte[16];
        for (int i : List.of(0, 1, 2, 3, 4, 5, 6, 7)) {
            bytes[2 * i] = (byte) (groups[i] >> 8);
            bytes[2 * i + 1] = (byte) groups[i];
        }
        return bytes;
    }
}

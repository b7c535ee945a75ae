package io.peregrine.plugins.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.json.JsonPayload;
import io.peregrine.plugin.testing.FieldTester;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every field of every sample, held against what was found right; what differs is written to {@code target/golden}. */
class TrailGoldenTest {
    @Test
    void everyFieldOfEverySample() throws IOException {
        FieldTester tester = new FieldTester(new CloudTrailPlugin(), new SourceName("aws_cloudtrail", 2));
        StringBuilder report = new StringBuilder();
        JsonPayload samples = new JsonPayload();
        assertThat(samples.look(resource("trail-records.json"))).isTrue();
        int list = samples.get(samples.root(), "Records");
        for (int sample = samples.first(list); sample != JsonPayload.NONE; sample = samples.following(list, sample)) {
            tester.payload(new String(samples.json(sample), StandardCharsets.UTF_8), 1);
            report.append("# ")
                    .append(samples.string(samples.get(sample, "eventID")))
                    .append('\n');
            report.append(tester.report(List.of("ec2.imageids[1]", "ec2.imageids[5]")))
                    .append('\n');
        }
        Path found = Path.of("target/golden/fields.txt");
        Files.createDirectories(found.getParent());
        Files.writeString(found, report);
        assertThat(report.toString()).isEqualTo(new String(resource("fields.txt"), StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TrailGoldenTest.class.getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}

package io.peregrine.plugins.cloudtrail.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Records from buckets and queues, through requests that are signed and checked; and what is said and done when AWS refuses, or an object is damaged. */
class AwsSourceTest {
    private static final SourceName SOURCE = new SourceName("aws_cloudtrail", 2);
    private static final String RECORD =
            "{\"eventID\":\"%s\",\"eventTime\":\"2026-11-28T10:00:00Z\",\"eventType\":\"AwsApiCall\"}";
    private static final String TRAIL = "AWSLogs/123456789012/CloudTrail/";

    @TempDir
    static Path folder;

    private static Cloud cloud;

    private final Said said = new Said();

    /** What a source reports. */
    private static final class Said implements AwsReport {
        final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Happening> counted = new ConcurrentLinkedQueue<>();

        @Override
        public void broken(String sentence) {
            lines.add(sentence);
        }

        @Override
        public void fault(String sentence) {
            lines.add(sentence);
        }

        @Override
        public void works(String sentence) {
            lines.add(sentence);
        }

        @Override
        public void count(Happening happening) {
            counted.add(happening);
        }

        long times(Happening happening) {
            return counted.stream().filter(happening::equals).count();
        }
    }

    @BeforeAll
    static void begin() throws Exception {
        cloud = new Cloud(folder);
    }

    @AfterAll
    static void end() throws Exception {
        cloud.close();
    }

    private AwsSource source(AwsProfile profile) {
        return new AwsSource(SOURCE, profile, 4, new Backoff(Duration.ofMillis(5), Duration.ofMillis(50)), said);
    }

    private AwsSource source() throws IOException {
        return source(cloud.profile("right", Cloud.KEY, Cloud.SECRET));
    }

    private static LogRange all() throws PluginException {
        return LogRange.of("", List.of(), Instant.now());
    }

    private static byte[] file(String... ids) throws IOException {
        String text = "{\"Records\":["
                + String.join(",", Arrays.stream(ids).map(RECORD::formatted).toList()) + "]}";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static List<String> ids(EventSource source, int most) throws Exception {
        List<String> ids = new ArrayList<>();
        EventView view = new EventView();
        long end = System.nanoTime() + 60_000_000_000L;
        while (ids.size() < most && System.nanoTime() < end) {
            switch (source.next(view)) {
                case EVENT -> {
                    byte[] bytes = Arrays.copyOfRange(view.array(), view.offset(), view.offset() + view.length());
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    ids.add(text.replaceAll("(?s).*\"eventID\":\"([^\"]*)\".*", "$1"));
                }
                case END -> {
                    return ids;
                }
                default -> {
                    // none at present
                }
            }
        }
        return ids;
    }

    private List<String> bucket(String place, LogRange range) throws Exception {
        try (EventSource source = source().bucket(place, range)) {
            return ids(source, Integer.MAX_VALUE);
        }
    }

    @Test
    void aBucketIsReadInOrderBelowAPrefix() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("plain"));
        for (int i = 10; i < 40; i++) {
            cloud.put("plain", "logs/" + i + ".json.gz", file(i + "a", i + "b"));
        }
        cloud.put("plain", "logs/note.txt", new byte[] {1});
        cloud.put("plain", "other/x.json", file("never"));
        List<String> expected = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            expected.addAll(List.of(i + "a", i + "b"));
        }
        assertThat(bucket("plain/logs/", all())).isEqualTo(expected);
        assertThat(said.lines).isEmpty();
    }

    @Test
    void anIntervalAndAccountsChooseAmongTheFilesOfATrail() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("trail"));
        for (String account : List.of("123456789012", "210987654321", "333333333333")) {
            for (String region : List.of("eu-central-1", "us-east-1")) {
                for (String day : List.of("20261101", "20261115", "20261127")) {
                    cloud.put(
                            "trail",
                            "AWSLogs/o-abcdefghij/" + account + "/CloudTrail/" + region + "/" + day.substring(0, 4)
                                    + "/"
                                    + day.substring(4, 6) + "/" + day.substring(6) + "/" + account + "_CloudTrail_"
                                    + region + "_" + day + "T1005Z_x.json.gz",
                            file(account.charAt(0) + region.substring(0, 2) + day.substring(6)));
                }
            }
            cloud.put("trail", "AWSLogs/o-abcdefghij/" + account + "/CloudTrail-Digest/x.json.gz", file("digest"));
        }
        Instant now = Instant.parse("2026-11-28T12:00:00Z");
        String organization = "trail/AWSLogs/o-abcdefghij/";
        assertThat(bucket(organization, all())).hasSize(18).doesNotContain("digest");
        assertThat(bucket(organization, LogRange.of("5d", List.of(), now)))
                .containsExactly("1eu27", "1us27", "2eu27", "2us27", "3eu27", "3us27");
        assertThat(bucket(
                        organization,
                        LogRange.of("2026-11-10T00:00:00Z-5d", List.of("210987654321", "333333333333"), now)))
                .containsExactly("2eu15", "2us15", "3eu15", "3us15");
        assertThat(bucket(organization + "123456789012", LogRange.of("20d-10d", List.of(), now)))
                .containsExactly("1eu15", "1us15");
    }

    @Test
    void wrongCredentialsAreSaidOnceAndTriedAgain() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("secret"));
        try (EventSource source =
                source(cloud.profile("wrong", Cloud.KEY, "guessed")).bucket("secret", all())) {
            awaitRetries(source, 4);
        }
        assertThat(said.lines)
                .containsExactly(
                        "Cannot list the bucket secret: AWS does not take the credentials (SignatureDoesNotMatch); it is tried again.");
    }

    private void awaitRetries(EventSource source, int count) throws Exception {
        EventView view = new EventView();
        long end = System.nanoTime() + 60_000_000_000L;
        while (said.times(AwsReport.Happening.RETRY) < count && System.nanoTime() < end) {
            assertThat(source.next(view)).isEqualTo(EventSource.Outcome.IDLE);
        }
        assertThat(said.times(AwsReport.Happening.RETRY)).isGreaterThanOrEqualTo(count);
    }

    @Test
    void aBucketThatIsMadeLaterIsReadThen() throws Exception {
        try (EventSource source = source().bucket("later", all())) {
            awaitRetries(source, 2);
            cloud.s3.createBucket(request -> request.bucket("later"));
            assertThat(ids(source, Integer.MAX_VALUE)).isEmpty();
        }
        assertThat(said.lines)
                .first()
                .isEqualTo("Cannot list the bucket later: it does not exist (NoSuchBucket); it is tried again.");
        assertThat(said.lines).hasSize(2).last().asString().startsWith("Now it works to list the bucket later");
    }

    @Test
    void whatIsThrottledIsReadLater() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("busy"));
        cloud.put("busy", "a.json.gz", file("a"));
        cloud.throttle(4);
        assertThat(bucket("busy", all())).containsExactly("a");
        assertThat(said.lines)
                .hasSize(2)
                .first()
                .isEqualTo(
                        "Cannot read objects of the bucket busy: AWS asks for fewer requests (SlowDown); it is tried again.");
    }

    @Test
    void aDamagedObjectIsTriedAgainAndLeftOutFromWhereItIs() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("poison"));
        byte[] whole = file("b1", "b2", "b3");
        cloud.put("poison", "a.json.gz", file("a"));
        cloud.put("poison", "b.json.gz", Arrays.copyOf(whole, whole.length - 12));
        cloud.put("poison", "c.json.gz", "no gzip".getBytes(StandardCharsets.UTF_8));
        cloud.put("poison", "d.json", "{\"x\":[]}".getBytes(StandardCharsets.UTF_8));
        cloud.put("poison", "e.json.gz", file("e"));
        List<String> ids = bucket("poison", all());
        assertThat(ids).startsWith("a").endsWith("e").doesNotHaveDuplicates();
        assertThat(said.lines)
                .containsExactly(
                        "Cannot read s3://poison/b.json.gz: it ends in the middle; it is tried 4 times more and then left out.",
                        "Cannot read s3://poison/c.json.gz: it is not packed with gzip; it is tried 4 times more and then left out.",
                        "Cannot read s3://poison/d.json: it holds no list of CloudTrail records; it is tried 4 times more and then left out.");
        assertThat(said.times(AwsReport.Happening.OBJECT_LEFT_OUT)).isEqualTo(3);
    }

    private String queue(String name) {
        return cloud.sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static String notification(String message) {
        return "{\"Type\":\"Notification\",\"Message\":\"" + message.replace("\"", "\\\"") + "\"}";
    }

    private int left(String url) {
        var attributes = cloud.sqs
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private void awaitLeft(String url, int count) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (left(url) != count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(left(url)).isEqualTo(count);
    }

    @Test
    void filesThatMessagesNameAreReadAndTheMessagesDeleted() throws Exception {
        cloud.s3.createBucket(request -> request.bucket("told"));
        cloud.put("told", TRAIL + "x.json.gz", file("x"));
        cloud.put("told", TRAIL + "y z.json.gz", file("y"));
        String trail = queue("trail");
        send(trail, "no json");
        send(
                trail,
                notification("{\"s3Bucket\":\"told\",\"s3ObjectKey\":[\"" + TRAIL + "x.json.gz\",\"" + TRAIL
                        + "gone.json.gz\"]}"));
        try (EventSource source = source().queue("trail", new QueueSettings(true, false, Optional.empty()))) {
            assertThat(ids(source, 1)).containsExactly("x");
            awaitLeft(trail, 0);
        }
        assertThat(said.lines)
                .containsExactly(
                        "A message of the queue trail is left out: it is no JSON.",
                        "Cannot read s3://told/" + TRAIL
                                + "gone.json.gz: it does not exist (NoSuchKey); it is tried 4 times more and then left out.");
        String bucket = queue("bucket");
        send(bucket, notification("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"));
        send(
                bucket,
                notification("{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"told\"},\"object\":{\"key\":\"" + TRAIL
                        + "y+z.json.gz\"}}}]}"));
        try (EventSource source =
                source().queue("bucket", new QueueSettings(false, true, Optional.of("123456789012")))) {
            assertThat(ids(source, 1)).containsExactly("y");
        }
        assertThat(left(bucket)).as("kept, as sqsDelete: false says").isEqualTo(2);
        assertThat(cloud.signed()).isPositive();
    }

    @Test
    void aMessageWhoseFilesWereNotToBeHadStaysInTheQueue() throws Exception {
        String url = queue("elsewhere");
        send(url, notification("{\"s3Bucket\":\"nowhere\",\"s3ObjectKey\":[\"a.json.gz\"]}"));
        try (EventSource source = source().queue("elsewhere", new QueueSettings(true, false, Optional.empty()))) {
            awaitRetries(source, 4);
        }
        assertThat(left(url)).isEqualTo(1);
    }

    @Test
    void aQueueRefusesWrongCredentialsAndMayBeMadeLater() throws Exception {
        QueueSettings settings = new QueueSettings(true, false, Optional.empty());
        try (EventSource source =
                source(cloud.profile("stranger", "AKIDOTHER", "x")).queue("late", settings)) {
            awaitRetries(source, 3);
        }
        assertThat(said.lines)
                .containsExactly(
                        "Cannot read the queue late: AWS does not take the credentials (InvalidClientTokenId); it is tried again.");
        said.lines.clear();
        said.counted.clear();
        try (EventSource source = source().queue("late", settings)) {
            awaitRetries(source, 2);
            String url = queue("late");
            send(url, notification("{\"s3Bucket\":\"x\",\"s3ObjectKey\":[]}"));
            awaitLeft(url, 0);
        }
        assertThat(said.lines).first().asString().contains("Cannot read the queue late: it does not exist");
    }

    private static void send(String url, String body) {
        cloud.sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    @Test
    void settingsThatCannotBeUsedEndTheOpeningInASentence() throws Exception {
        AwsProfile none = new AwsProfile(
                Optional.empty(), Optional.empty(), Optional.of(folder.resolve("none")), Optional.empty());
        assertThatThrownBy(() -> source(none).bucket("x", all()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> source().bucket("", all())).hasMessageContaining("names no bucket");
        assertThatThrownBy(() -> source().queue("", new QueueSettings(true, false, Optional.empty())))
                .hasMessageContaining("names no queue");
        for (String wrong : List.of("5x", "yesterday", "1d-2d", "5d-", "99999999999999999999d")) {
            assertThatThrownBy(() -> LogRange.of(wrong, List.of(), Instant.now()))
                    .as(wrong)
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("s3Interval");
        }
    }
}

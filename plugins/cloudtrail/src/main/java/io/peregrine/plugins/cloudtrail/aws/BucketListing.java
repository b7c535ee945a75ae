package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugins.cloudtrail.records.TrailFile;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The log files of a bucket below a prefix, found page by page while they are read. Below {@code AWSLogs/}, an organization or an account it goes from region to
 * region, so that an interval spares what lies before it. Owned by one thread.
 */
final class BucketListing {
    private static final Pattern ACCOUNT = Pattern.compile("(?:.*/)?AWSLogs/(?:o-[a-z0-9]{10,32}/)?\\d{12}/?");
    private static final Pattern ACCOUNTS = Pattern.compile("(?:.*/)?AWSLogs(?:/o-[a-z0-9]{10,32})?/?");

    private final S3Client s3;
    private final String bucket;
    private final LogRange range;
    private final Attempts attempts;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final Queue<ObjectAddress> found = new ArrayDeque<>();

    /** Objects whose keys begin alike, behind one of them, and where the next page begins. */
    private record Part(String prefix, String startAfter, Optional<String> page) {}

    BucketListing(S3Client s3, String bucket, LogRange range, Attempts attempts) {
        this.s3 = s3;
        this.bucket = bucket;
        this.range = range;
        this.attempts = attempts;
    }

    /**
     * Finds out where to look.
     *
     * @throws InterruptedException when the source is closed
     */
    void begin(String prefix) throws InterruptedException {
        for (String trail : trails(prefix)) {
            for (String region : folders(trail)) {
                parts.add(new Part(region, range.startAfter(region), Optional.empty()));
            }
        }
        if (parts.isEmpty()) {
            parts.add(new Part(prefix, "", Optional.empty()));
        }
    }

    /** The folders that hold a folder for each region; none when the prefix leads elsewhere. */
    private List<String> trails(String prefix) throws InterruptedException {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if (ACCOUNT.matcher(prefix).matches()) {
            return List.of(folder + "CloudTrail/");
        }
        if (ACCOUNTS.matcher(prefix).matches()) {
            List<String> accounts = range.accounts().isEmpty()
                    ? folders(folder).stream()
                            .filter(account -> ACCOUNT.matcher(account).matches())
                            .toList()
                    : range.accounts().stream()
                            .map(account -> folder + account + "/")
                            .toList();
            return accounts.stream().map(account -> account + "CloudTrail/").toList();
        }
        return prefix.endsWith("/CloudTrail/") ? List.of(prefix) : List.of();
    }

    private List<String> folders(String prefix) throws InterruptedException {
        return attempts.untilItWorks(() -> s3
                .listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList());
    }

    /**
     * The next log file; empty behind the last.
     *
     * @throws InterruptedException when the source is closed
     */
    Optional<ObjectAddress> next() throws InterruptedException {
        while (found.isEmpty() && !parts.isEmpty()) {
            list(parts.remove());
        }
        return Optional.ofNullable(found.poll());
    }

    private void list(Part part) throws InterruptedException {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(part.prefix());
        part.page().ifPresent(request::continuationToken);
        if (!part.startAfter().isEmpty()) {
            request.startAfter(part.startAfter());
        }
        ListObjectsV2Response answer = attempts.untilItWorks(() -> s3.listObjectsV2(request.build()));
        for (S3Object object : answer.contents()) {
            if (TrailFile.isLog(object.key()) && range.contains(object.key())) {
                found.add(new ObjectAddress(bucket, object.key()));
            }
        }
        if (Boolean.TRUE.equals(answer.isTruncated())) {
            parts.addFirst(new Part(part.prefix(), part.startAfter(), Optional.of(answer.nextContinuationToken())));
        }
    }
}

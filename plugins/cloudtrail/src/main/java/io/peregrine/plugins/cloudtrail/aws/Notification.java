package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import io.peregrine.plugins.cloudtrail.records.TrailFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a message of a queue announces. */
sealed interface Notification {
    /** New log files; none for a message of a test. */
    record Files(List<ObjectAddress> objects) implements Notification {}

    /** Nothing that can be read, for the reason in these words. */
    record Useless(String reason) implements Notification {}

    /**
     * Reads a message that SNS passed on.
     *
     * @param fromBucket whether it is one of S3 ({@code Records[].s3}), else of CloudTrail ({@code s3Bucket}, {@code s3ObjectKey})
     */
    static Notification read(String body, boolean fromBucket) {
        try {
            JsonValue envelope = JsonReader.read(body);
            if (!text(envelope, "Type").equals(Optional.of("Notification"))) {
                return new Useless("it is no notification of SNS");
            }
            JsonValue message = JsonReader.read(text(envelope, "Message").orElse(""));
            return fromBucket ? ofBucket(message) : ofTrail(message);
        } catch (JsonException e) {
            return new Useless("it is no JSON");
        } catch (IllegalArgumentException e) {
            return new Useless("the key in it is coded wrongly");
        }
    }

    private static Notification ofTrail(JsonValue message) {
        Optional<String> bucket = text(message, "s3Bucket");
        if (bucket.isEmpty() || !(at(message, "s3ObjectKey") instanceof JsonValue.Elements(List<JsonValue> keys))) {
            return new Useless("it names no s3Bucket with s3ObjectKey; is useS3SNS to be set?");
        }
        List<ObjectAddress> objects = new ArrayList<>();
        for (JsonValue key : keys) {
            if (key instanceof JsonValue.Text(String name)) {
                add(objects, bucket.get(), name);
            }
        }
        return new Files(objects);
    }

    private static Notification ofBucket(JsonValue message) {
        if (text(message, "Event").equals(Optional.of("s3:TestEvent"))) {
            return new Files(List.of());
        }
        if (!(at(message, "Records") instanceof JsonValue.Elements(List<JsonValue> records))) {
            return new Useless("it names no Records of S3; is useS3SNS not to be set?");
        }
        List<ObjectAddress> objects = new ArrayList<>();
        for (JsonValue record : records) {
            JsonValue place = at(record, "s3");
            Optional<String> bucket = text(at(place, "bucket"), "name");
            // S3 writes keys as forms do; the published plugin asks for them as they are written
            Optional<String> key =
                    text(at(place, "object"), "key").map(coded -> URLDecoder.decode(coded, StandardCharsets.UTF_8));
            bucket.ifPresent(name -> key.ifPresent(decoded -> add(objects, name, decoded)));
        }
        return new Files(objects);
    }

    private static void add(List<ObjectAddress> objects, String bucket, String key) {
        if (TrailFile.isLog(key)) {
            objects.add(new ObjectAddress(bucket, key));
        }
    }

    private static JsonValue at(JsonValue value, String key) {
        return value instanceof JsonValue.Members members
                ? members.get(key).orElse(JsonValue.Null.NULL)
                : JsonValue.Null.NULL;
    }

    private static Optional<String> text(JsonValue value, String key) {
        return at(value, key) instanceof JsonValue.Text(String text) ? Optional.of(text) : Optional.empty();
    }
}

package io.peregrine.plugins.cloudtrail;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import io.peregrine.plugins.cloudtrail.aws.AwsProfile;
import io.peregrine.plugins.cloudtrail.aws.LogRange;
import io.peregrine.plugins.cloudtrail.aws.QueueSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration, with the keys of the published plugin, which may be written in capitals and small letters, as there.
 *
 * @param downloads how many objects of a bucket are fetched at a time
 * @param range which log files of a bucket are read
 * @param queue how a queue's messages are treated
 * @param profile which of the operator's AWS settings are used
 */
record TrailConfiguration(int downloads, LogRange range, QueueSettings queue, AwsProfile profile) {
    static final String SCHEMA = """
            {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","additionalProperties":true,"properties":{\
            "s3DownloadConcurrency":{"type":"integer","title":"S3 download concurrency","description":"How many objects are fetched at a time (Default: 32)","default":32},\
            "s3Interval":{"type":"string","title":"S3 log interval","description":"Only log files of this interval, such as 5d, 5d-2d or 2026-01-01T00:00:00Z (Default: all)","default":""},\
            "sqsDelete":{"type":"boolean","title":"Delete SQS messages","description":"Deletes a message when the files that it names were taken (Default: true)","default":true},\
            "useAsync":{"type":"boolean","title":"Use async extraction","description":"Understood for the published plugin's sake; without effect here (Default: true)","default":true},\
            "useS3SNS":{"type":"boolean","title":"Use S3 SNS","description":"Messages are those of S3 instead of CloudTrail (Default: false)","default":false},\
            "s3AccountList":{"type":"string","title":"S3 account list","description":"Accounts of an organization's trail, with commas between (Default: all)","default":""},\
            "sqsOwnerAccount":{"type":"string","title":"SQS owner account","description":"The account that the queue belongs to (Default: the caller's)","default":""},\
            "aws":{"type":"object","additionalProperties":true,"properties":{\
            "profile":{"type":"string","title":"AWS profile","description":"Instead of AWS_PROFILE","default":""},\
            "region":{"type":"string","title":"AWS region","description":"Instead of the region of the profile and AWS_REGION","default":""},\
            "config":{"type":"string","title":"AWS configuration file","description":"Instead of ~/.aws/config and AWS_CONFIG_FILE","default":""},\
            "credentials":{"type":"string","title":"AWS credentials file","description":"Instead of ~/.aws/credentials and AWS_SHARED_CREDENTIALS_FILE","default":""}}}}}""";

    private static final int USUAL_DOWNLOADS = 32;
    private static final int MOST_DOWNLOADS = 1024;

    /**
     * Reads a configuration.
     *
     * @throws PluginException when it is no JSON object, or a value cannot be used
     */
    static TrailConfiguration read(String text) throws PluginException {
        Keys keys = new Keys(text.isBlank() ? new JsonValue.Members(Map.of()) : parse(text));
        Keys aws = new Keys(keys.value("aws").orElse(new JsonValue.Members(Map.of())));
        return new TrailConfiguration(
                keys.downloads(),
                LogRange.of(keys.text("s3Interval"), accounts(keys.text("s3AccountList")), Instant.now()),
                new QueueSettings(
                        keys.truth("sqsDelete", true),
                        keys.truth("useS3SNS", false),
                        filled(keys.text("sqsOwnerAccount"))),
                new AwsProfile(
                        filled(aws.text("profile")),
                        filled(aws.text("region")),
                        filled(aws.text("config")).map(Path::of),
                        filled(aws.text("credentials")).map(Path::of)));
    }

    private static JsonValue parse(String text) throws PluginException {
        try {
            return JsonReader.read(text);
        } catch (JsonException e) {
            throw new PluginException("the configuration is no JSON: " + e.getMessage(), e);
        }
    }

    private static Optional<String> filled(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private static List<String> accounts(String list) throws PluginException {
        List<String> accounts = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(account -> !account.isEmpty())
                .toList();
        for (String account : accounts) {
            if (!account.matches("\\d{12}")) {
                throw new PluginException("the setting s3AccountList names '" + account
                        + "', which is no account; accounts have twelve digits, with commas between");
            }
        }
        return accounts;
    }

    /** The members of an object, found whatever letters are capitals. */
    private static final class Keys {
        private final Map<String, JsonValue> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Keys(JsonValue value) throws PluginException {
            if (!(value instanceof JsonValue.Members(Map<String, JsonValue> given))) {
                throw new PluginException("the configuration, and aws in it, must be JSON objects");
            }
            members.putAll(given);
        }

        Optional<JsonValue> value(String key) {
            return Optional.ofNullable(members.get(key)).filter(value -> value != JsonValue.Null.NULL);
        }

        String text(String key) throws PluginException {
            return switch (value(key).orElse(new JsonValue.Text(""))) {
                case JsonValue.Text(String text) -> text;
                default -> throw new PluginException("the setting " + key + " must be a text");
            };
        }

        boolean truth(String key, boolean usual) throws PluginException {
            return switch (value(key).orElse(new JsonValue.Truth(usual))) {
                case JsonValue.Truth(boolean truth) -> truth;
                default -> throw new PluginException("the setting " + key + " must be true or false");
            };
        }

        int downloads() throws PluginException {
            JsonValue value =
                    value("s3DownloadConcurrency").orElse(new JsonValue.Number(Integer.toString(USUAL_DOWNLOADS)));
            long number =
                    value instanceof JsonValue.Number given ? given.toLong().orElse(0L) : 0;
            if (number < 1 || number > MOST_DOWNLOADS) {
                throw new PluginException(
                        "the setting s3DownloadConcurrency must be a whole number between 1 and " + MOST_DOWNLOADS);
            }
            return (int) number;
        }
    }
}

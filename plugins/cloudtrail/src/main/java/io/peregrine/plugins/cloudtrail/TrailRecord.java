package io.peregrine.plugins.cloudtrail;

import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.json.JsonPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of a record beyond single texts. Looks at the payload's present event. */
final class TrailRecord {
    private static final String TRAILER = ".amazonaws.com";

    private final JsonPayload json;

    TrailRecord(JsonPayload json) {
        this.json = json;
    }

    private int get(String... keys) {
        return json.get(json.root(), keys);
    }

    /** A text; empty when there is none, or when the value is no text. */
    private Optional<String> text(String... keys) {
        int value = get(keys);
        return json.isText(value) ? Optional.of(json.string(value)) : Optional.empty();
    }

    boolean is(String name) {
        return json.isText(get("eventName"), name);
    }

    Optional<String> truth(String key) {
        int value = get(key);
        return value == JsonPayload.NONE ? Optional.empty() : Optional.of(Boolean.toString(json.isTrue(value)));
    }

    Optional<String> shortSource() {
        return text("eventSource").map(TrailRecord::withoutTrailer);
    }

    private static String withoutTrailer(String source) {
        return source.length() > TRAILER.length() && source.endsWith(TRAILER)
                ? source.substring(0, source.length() - TRAILER.length())
                : source;
    }

    Optional<String> user() {
        return switch (text("userIdentity", "type").orElse("")) {
            case "Root", "IAMUser" -> present("userIdentity", "userName");
            case "AWSService" -> present("userIdentity", "invokedBy");
            case "AssumedRole" ->
                Optional.of(present("userIdentity", "sessionContext", "sessionIssuer", "userName")
                        .orElse("AssumedRole"));
            case "AWSAccount" -> Optional.of("AWSAccount");
            case "FederatedUser" -> Optional.of("FederatedUser");
            default -> Optional.empty();
        };
    }

    /** A value as text, an empty one for what is no text. */
    private Optional<String> present(String... keys) {
        return get(keys) == JsonPayload.NONE
                ? Optional.empty()
                : Optional.of(text(keys).orElse(""));
    }

    Optional<String> originalUser() {
        if (!text("userIdentity", "type").orElse("").equals("AssumedRole")) {
            return present("userIdentity", "userName");
        }
        String[] name = text("userIdentity", "arn").orElse("").split("/", -1);
        if (name.length == 3) {
            return Optional.of(name[2]);
        }
        String[] principal = text("userIdentity", "principalId").orElse("").split(":", -1);
        return principal.length == 2 ? Optional.of(principal[1]) : Optional.empty();
    }

    Optional<String> account() {
        return present("userIdentity", "accountId").or(() -> present("recipientAccountId"));
    }

    Optional<String> resources() {
        int resources = get("resources");
        List<String> texts = new ArrayList<>();
        for (int item = json.first(resources); item != JsonPayload.NONE; item = json.following(resources, item)) {
            String text = json.string(item);
            texts.add(json.isText(item) ? "\"" + text + "\"" : text);
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", texts));
    }

    Optional<String> uri() {
        Optional<String> key = text("requestParameters", "key");
        return text("requestParameters", "bucketName")
                .flatMap(bucket -> key.map(name -> "s3://" + bucket + "/" + name));
    }

    /** The bytes that were moved; negative when the record does not say. */
    long bytes(boolean in, boolean out) {
        long inward = in ? number("bytesTransferredIn") : -1;
        long outward = out ? number("bytesTransferredOut") : -1;
        return inward < 0 && outward < 0 ? -1 : Math.max(0, inward) + Math.max(0, outward);
    }

    /** A number, also one with a fraction; 0 for what is none, negative when it is missing. */
    private long number(String key) {
        int value = get("additionalEventData", key);
        if (value == JsonPayload.NONE) {
            return -1;
        }
        try {
            return (long) Double.parseDouble(json.string(value));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Optional<String> instanceName() {
        int items = get("requestParameters", "tagSpecificationSet", "items");
        String name = "";
        for (int item = json.first(items); item != JsonPayload.NONE; item = json.following(items, item)) {
            if (json.isText(json.get(item, "resourceType"), "instance")) {
                name = tag(json.get(item, "tags")).orElse(name);
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private Optional<String> tag(int tags) {
        for (int tag = json.first(tags); tag != JsonPayload.NONE; tag = json.following(tags, tag)) {
            if (json.isText(json.get(tag, "key"), "Name")) {
                return Optional.of(json.string(json.get(tag, "value")));
            }
        }
        return Optional.empty();
    }

    /** An image by its number among the instances; a request names one alone. */
    Optional<String> image(long index) {
        int items = get("responseElements", "instancesSet", "items");
        if (items != JsonPayload.NONE) {
            int image = json.get(json.element(items, index), "imageId");
            return image == JsonPayload.NONE ? Optional.empty() : Optional.of(json.string(image));
        }
        return index != 0
                ? Optional.empty()
                : present("requestParameters", "imageId")
                        .or(() -> present("requestParameters", "DescribeFastLaunchImagesRequest", "ImageId", "content"))
                        .or(() -> present("requestParameters", "launchSpecification", "imageId"));
    }

    /** Gives all images. */
    boolean images(ValueOut out) {
        int items = get("responseElements", "instancesSet", "items");
        if (items == JsonPayload.NONE) {
            return image(0).map(out::text).orElse(false);
        }
        boolean any = false;
        for (int item = json.first(items); item != JsonPayload.NONE; item = json.following(items, item)) {
            any |= json.write(json.get(item, "imageId"), out);
        }
        return any;
    }

    /** Who did what from where, with what is most interesting of it. */
    String info() {
        Optional<String> user = user();
        Optional<String> address = text("sourceIPAddress");
        Optional<String> name = text("eventName");
        if (user.isEmpty()) {
            return "<invalid cloudtrail event: userIdentity field missing>";
        }
        if (address.isEmpty()) {
            return "<invalid cloudtrail event: eventSource field missing>";
        }
        if (name.isEmpty()) {
            return "<invalid cloudtrail event: eventName field missing>";
        }
        String who = user.equals(address) ? user.get() : user.get() + " via " + address.get();
        String error = get("errorCode") == JsonPayload.NONE ? "" : "!";
        String arrow = truth("readOnly").orElse("true").equals("false") ? "→" : "←";
        return who + " " + error + arrow + " " + name.get() + details(name.get());
    }

    private String details(String name) {
        if (name.equals("PutBucketPublicAccessBlock")) {
            return json.isObject(get("requestParameters", "PublicAccessBlockConfiguration"))
                    ? " BlockPublicAcls=false BlockPublicPolicy=false IgnorePublicAcls=false RestrictPublicBuckets=false "
                    : "";
        }
        long bytes = bytes(true, true);
        String size = bytes < 0 ? "" : " Size=" + bytes;
        return size
                + uri().map(uri -> " URI=" + uri)
                        .or(() -> present("requestParameters", "bucketName").map(bucket -> " Bucket=" + bucket))
                        .or(() -> present("requestParameters", "key").map(key -> " Key=" + key))
                        .or(() -> present("requestParameters", "Host").map(host -> " Host=" + host))
                        .orElse("");
    }

    /** The line of {@code evt.plugininfo}. */
    Optional<String> line() {
        Optional<String> name = text("eventName");
        return text("awsRegion")
                .flatMap(region -> shortSource()
                        .flatMap(source -> name.map(what -> region
                                + user().filter(who -> !who.isEmpty())
                                        .map(who -> " " + who)
                                        .orElse("") + " " + source + " " + what + " " + info())));
    }
}

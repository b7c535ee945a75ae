package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.json.JsonPayload;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Readers of what a request asks for that are more than a path. */
final class RequestFields {
    private static final String[] CONTAINERS = {"requestObject", "spec", "containers"};

    private final AuditReading reading;

    RequestFields(AuditReading reading) {
        this.reading = reading;
    }

    /** A parameter of the address. */
    FieldReader parameter(FieldRequest request) {
        String wanted = request.key().orElse("");
        return reading.own((json, out) -> {
            String uri = json.string(json.get(json.root(), "requestURI"));
            return query(uri, wanted).map(out::text).orElse(false);
        });
    }

    /** The first value of a parameter in the query of an address; empty when there is none, or the query is broken. */
    static Optional<String> query(String uri, String wanted) {
        int begin = uri.indexOf('?');
        int end = uri.indexOf('#');
        if (begin < 0) {
            return Optional.empty();
        }
        String query = uri.substring(begin + 1, end > begin ? end : uri.length());
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            try {
                if (!pair.isEmpty()
                        && URLDecoder.decode(key, StandardCharsets.UTF_8).equals(wanted)) {
                    return Optional.of(
                            equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The name of a pod that the request is about as a whole. */
    FieldReader podName() {
        return reading.own((json, out) -> {
            int object = json.get(json.root(), "objectRef");
            int part = json.get(object, "subresource");
            boolean whole = part == JsonPayload.NONE || json.isText(part, "");
            return json.isText(json.get(object, "resource"), "pods")
                    && whole
                    && json.write(json.get(json.root(), "responseObject", "metadata", "name"), out);
        });
    }

    /** The names of a role binding's subjects of one kind. */
    FieldReader subjects(String kind, boolean namespaced) {
        return reading.own((json, out) -> {
            int subjects = json.get(json.root(), "requestObject", "subjects");
            boolean any = false;
            for (int subject = json.first(subjects);
                    subject != JsonPayload.NONE;
                    subject = json.following(subjects, subject)) {
                if (json.isText(json.get(subject, "kind"), kind)) {
                    any |= name(json, subject, namespaced, out);
                }
            }
            return any;
        });
    }

    private static boolean name(JsonPayload json, int subject, boolean namespaced, ValueOut out) {
        int name = json.get(subject, "name");
        if (!namespaced) {
            return json.write(name, out);
        }
        int namespace = json.get(subject, "namespace");
        return name != JsonPayload.NONE
                && namespace != JsonPayload.NONE
                && out.text(json.string(namespace) + ":" + json.string(name));
    }

    /** The image of the first container. */
    FieldReader firstImage(boolean repository) {
        return reading.own((json, out) -> {
            int image = json.get(json.element(json.get(json.root(), CONTAINERS), 0), "image");
            return image != JsonPayload.NONE
                    && (repository
                            ? out.text(ContainerListFields.repository(json.string(image)))
                            : json.write(image, out));
        });
    }

    /** Whether a container is privileged. */
    FieldReader anyPrivileged() {
        return reading.path(
                FieldRequest.NONE,
                (json, found, out) -> {
                    boolean any = false;
                    for (int i = 0; i < found.size(); i++) {
                        any |= json.isTrue(found.get(i));
                    }
                    return out.text(Boolean.toString(any));
                },
                "requestObject",
                "spec",
                "containers",
                "securityContext",
                "privileged");
    }

    /** Whether a path of the host is mounted. */
    FieldReader mounts(FieldRequest request) {
        String path = request.key().orElse("");
        boolean prefix = path.endsWith("*");
        String wanted = prefix ? path.substring(0, path.length() - 1) : path;
        return reading.path(
                FieldRequest.NONE,
                (json, found, out) -> {
                    for (int i = 0; i < found.size(); i++) {
                        String mounted = json.string(found.get(i));
                        boolean is = prefix ? mounted.startsWith(wanted) : mounted.equals(wanted);
                        if (is && found.get(i) != JsonPayload.NONE) {
                            return out.text("true");
                        }
                    }
                    return out.text("false");
                },
                "requestObject",
                "spec",
                "volumes",
                "hostPath",
                "path");
    }

    /** The keys of volumes besides their names. */
    static boolean volumeTypes(JsonPayload json, Found found, ValueOut out) {
        boolean any = false;
        for (int i = 0; i < found.size(); i++) {
            int volume = found.get(i);
            for (int member = json.firstMember(volume);
                    member != JsonPayload.NONE;
                    member = json.followingMember(volume, member)) {
                String key = json.key(member);
                any |= !key.equals("name") && out.text(key);
            }
        }
        return any;
    }
}

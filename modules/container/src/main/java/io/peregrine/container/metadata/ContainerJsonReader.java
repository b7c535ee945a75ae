package io.peregrine.container.metadata;

import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.event.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON of a container event: the object under {@code container}, or that object itself as events of old captures have it. Unknown members are passed over,
 * missing ones mean nothing; a member of another type makes the whole unreadable, as in Falco.
 */
public final class ContainerJsonReader {
    private static final int MOST_ITEMS = 4096;

    private ContainerJsonReader() {}

    /**
     * Reads a container.
     *
     * @throws MalformedJsonException when it is no JSON of a container
     */
    public static Container read(byte[] bytes) throws MalformedJsonException {
        Json whole = AnswerReader.read(bytes);
        Json inner = whole.get("container");
        Json json = inner.isPresent() ? inner : whole;
        if (!(json instanceof Json.Members) || !json.get("id").isPresent()) {
            throw new MalformedJsonException("there is no container with an id");
        }
        return new Container(
                ContainerType.of(number(json, "type", ContainerType.UNKNOWN.number())),
                bytes(json, "id"),
                bytes(json, "full_id"),
                bytes(json, "name"),
                image(json),
                new Isolation(
                        truth(json, "privileged"),
                        truth(json, "host_pid"),
                        truth(json, "host_network"),
                        truth(json, "host_ipc")),
                new Network(bytes(json, "ip"), bytes(json, "cni_json"), ports(json)),
                new Pod(
                        truth(json, "is_pod_sandbox"),
                        bytes(json, "pod_sandbox_id"),
                        labels(json, "pod_sandbox_labels")),
                labels(json, "labels"),
                mounts(json),
                ProbesJson.read(json),
                settings(json));
    }

    private static Image image(Json json) throws MalformedJsonException {
        return new Image(
                bytes(json, "image"),
                bytes(json, "imageid"),
                bytes(json, "imagerepo"),
                bytes(json, "imagetag"),
                bytes(json, "imagedigest"));
    }

    private static Container.Settings settings(Json json) throws MalformedJsonException {
        List<String> env = new ArrayList<>();
        for (Json item : list(json, "env")) {
            env.add(item.asText().orElseThrow(() -> wrong("env", "a list of texts")));
        }
        return new Container.Settings(
                text(json, "User"),
                number(json, "created_time", 0),
                env,
                new Resources(
                        number(json, "cpu_period", Resources.USUAL.cpuPeriod()),
                        number(json, "cpu_quota", 0),
                        number(json, "cpu_shares", Resources.USUAL.cpuShares()),
                        number(json, "cpuset_cpu_count", 0),
                        number(json, "memory_limit", 0),
                        number(json, "swap_limit", 0),
                        number(json, "size", -1)),
                told(json));
    }

    private static Container.Told told(Json json) {
        if (json.get("peregrine_announced").isTrue()) {
            return Container.Told.NAMES;
        }
        return json.get("peregrine_partial").isTrue() ? Container.Told.PART : Container.Told.ALL;
    }

    private static List<PortMapping> ports(Json json) throws MalformedJsonException {
        List<PortMapping> ports = new ArrayList<>();
        for (Json item : list(json, "port_mappings")) {
            ports.add(new PortMapping(number(item, "HostIp", 0), (int) number(item, "HostPort", 0), (int)
                    number(item, "ContainerPort", 0)));
        }
        return ports;
    }

    private static Container.Mounts mounts(Json json) throws MalformedJsonException {
        List<Mount> mounts = new ArrayList<>();
        for (Json item : list(json, "Mounts")) {
            mounts.add(new Mount(
                    text(item, "Source"),
                    text(item, "Destination"),
                    text(item, "Mode"),
                    truth(item, "RW"),
                    text(item, "Propagation")));
        }
        return mounts.isEmpty() ? Container.Mounts.NONE : Container.Mounts.of(mounts);
    }

    private static Labels labels(Json json, String name) throws MalformedJsonException {
        Json member = json.get(name);
        if (!member.isPresent()) {
            return Labels.NONE;
        }
        if (!(member instanceof Json.Members labels) || labels.members().size() > MOST_ITEMS) {
            throw wrong(name, "an object");
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, Json> label : labels.members().entrySet()) {
            values.put(label.getKey(), label.getValue().asText().orElseThrow(() -> wrong(name, "an object of texts")));
        }
        return values.isEmpty() ? Labels.NONE : new Labels(values);
    }

    private static List<Json> list(Json json, String name) throws MalformedJsonException {
        Json member = json.get(name);
        if (member.isPresent() && !(member instanceof Json.Array)) {
            throw wrong(name, "a list");
        }
        List<Json> items = member.items();
        if (items.size() > MOST_ITEMS) {
            throw new MalformedJsonException("'" + name + "' has more than " + MOST_ITEMS + " items");
        }
        return items;
    }

    private static ByteString bytes(Json json, String name) throws MalformedJsonException {
        String text = text(json, name);
        return text.isEmpty() ? ByteString.EMPTY : ByteString.of(text);
    }

    /** A text up to its first NUL. */
    private static String text(Json json, String name) throws MalformedJsonException {
        Optional<Json> member = member(json, name);
        if (member.isEmpty()) {
            return "";
        }
        String text = member.get().asText().orElseThrow(() -> wrong(name, "a text"));
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(Json json, String name, long otherwise) throws MalformedJsonException {
        Optional<Json> member = member(json, name);
        if (member.isPresent() && !(member.get() instanceof Json.Number)) {
            throw wrong(name, "a number");
        }
        return member.map(Json::number).orElse(otherwise);
    }

    private static boolean truth(Json json, String name) throws MalformedJsonException {
        Optional<Json> member = member(json, name);
        if (member.isPresent() && !(member.get() instanceof Json.Truth)) {
            throw wrong(name, "true or false");
        }
        return member.isPresent() && member.get().isTrue();
    }

    private static Optional<Json> member(Json json, String name) {
        return Optional.ofNullable(json.entries().get(name));
    }

    private static MalformedJsonException wrong(String name, String what) {
        return new MalformedJsonException("'" + name + "' is not " + what);
    }
}

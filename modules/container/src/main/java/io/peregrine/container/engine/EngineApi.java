package io.peregrine.container.engine;

import java.util.Set;

/** Docker's interface, or podman's own, which resembles it. */
enum EngineApi {
    DOCKER("/containers/json?all=1", "/containers/%s/json", "/events?filters="),
    PODMAN(
            "/v4.0.0/libpod/containers/json?all=true",
            "/v4.0.0/libpod/containers/%s/json",
            "/v4.0.0/libpod/events?stream=true&filters=");

    private final String list;
    private final String inspect;
    private final String events;

    EngineApi(String list, String inspect, String events) {
        this.list = list;
        this.inspect = inspect;
        this.events = events;
    }

    String list() {
        return list;
    }

    String inspect(String id, boolean withSize) {
        return inspect.formatted(id) + (withSize ? "?size=true" : "");
    }

    String image(String id) {
        return "/images/" + id + "/json";
    }

    /** The stream of what is created, started and removed, as far as it is wanted. */
    String events(Set<LookupOptions.Hook> hooks) {
        StringBuilder wanted = new StringBuilder(this == DOCKER ? "\"destroy\"" : "\"remove\"");
        if (hooks.contains(LookupOptions.Hook.CREATE)) {
            wanted.append(",\"create\"");
        }
        if (hooks.contains(LookupOptions.Hook.START)) {
            wanted.append(",\"start\"");
        }
        String filters = "{\"event\":[" + wanted + "],\"type\":[\"container\"]}";
        return events
                + filters.replace("{", "%7B")
                        .replace("}", "%7D")
                        .replace("\"", "%22")
                        .replace("[", "%5B")
                        .replace("]", "%5D");
    }
}

package io.peregrine.container.engine;

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

    /** What the stream says of a container that is gone for good. */
    String removed() {
        return this == DOCKER ? "destroy" : "remove";
    }

    String image(String id) {
        return "/images/" + id + "/json";
    }

    /** The stream of what happens to containers: with the start comes their address, with a new name the name. */
    String events() {
        String filters = "{\"event\":[\"create\",\"start\",\"rename\",\"" + removed() + "\"],\"type\":[\"container\"]}";
        return events
                + filters.replace("{", "%7B")
                        .replace("}", "%7D")
                        .replace("\"", "%22")
                        .replace("[", "%5B")
                        .replace("]", "%5D");
    }
}

import io.peregrine.container.grpc.ProtoMessage;
import io.peregrine.container.grpc.UnixGrpc;
import io.peregrine.container.grpc.UnixGrpc.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes pods and containers through CRI as the kubelet does, for scripts/container-tests: Debian has no crictl. Field numbers are those of the public api.proto of
 * runtime.v1.
 *
 * <pre>
 * Cri SOCKET pod NAME NAMESPACE UID CGROUP_PARENT pod|node|privileged   prints the id
 * Cri SOCKET container POD_ID NAME IMAGE CGROUP_PARENT plain|privileged [COMMAND...]
 *                                                                       prints the id, started
 * Cri SOCKET exec ID COMMAND...
 * Cri SOCKET inspect CONTAINER_ID POD_ID                                prints what truth.jq reads
 * Cri SOCKET remove POD_ID
 * </pre>
 */
final class Cri {
    private static final String SERVICE = "runtime.v1.RuntimeService/";
    private static final int NODE = 2;

    private final UnixGrpc grpc;

    private Cri(Path socket) {
        grpc = new UnixGrpc(socket, Duration.ofSeconds(60), 1 << 24);
    }

    public static void main(String[] args) throws IOException {
        Cri cri = new Cri(Path.of(args[0]));
        List<String> rest = List.of(args).subList(2, args.length);
        switch (args[1]) {
            case "pod" -> System.out.println(cri.pod(rest));
            case "container" -> System.out.println(cri.container(rest));
            case "exec" -> cri.exec(rest);
            case "inspect" -> System.out.println(cri.inspect(rest.get(0), rest.get(1)));
            case "remove" -> cri.remove(rest.get(0));
            default -> throw new IOException("There is no command '" + args[1] + "'.");
        }
    }

    private ProtoMessage call(String name, ProtoMessage.Builder request) throws IOException {
        return grpc.call(Method.of(SERVICE + name), request.build())
                .orElseThrow(() -> new IOException("The runtime refuses " + name + "."));
    }

    private static ProtoMessage.Builder message() {
        return new ProtoMessage.Builder();
    }

    private static ProtoMessage.Builder labels(ProtoMessage.Builder to, int field, Map<String, String> labels) {
        labels.forEach((key, value) ->
                to.bytes(field, message().text(1, key).text(2, value).build()));
        return to;
    }

    private static byte[] namespaces(String kind) {
        boolean onNode = !kind.equals("pod");
        ProtoMessage.Builder options = message();
        if (onNode) {
            options.number(1, NODE);
        }
        options.number(2, kind.equals("privileged") ? NODE : 1);
        return (kind.equals("privileged") ? options.number(3, NODE) : options).build();
    }

    private static byte[] podConfig(String name, String namespace, String uid, String parent, String kind) {
        byte[] metadata = message().text(1, name).text(2, uid).text(3, namespace).build();
        byte[] security = message().bytes(1, namespaces(kind)).truth(6, kind.equals("privileged")).build();
        ProtoMessage.Builder config = message().bytes(1, metadata);
        if (kind.equals("pod")) {
            config.text(2, name);
        }
        return labels(config, 6, Map.of("app", name, "tier", "back"))
                .bytes(8, message().text(1, parent).bytes(2, security).build())
                .build();
    }

    private String pod(List<String> args) throws IOException {
        byte[] config = podConfig(args.get(0), args.get(1), args.get(2), args.get(3), args.get(4));
        return call("RunPodSandbox", message().bytes(1, config)).text(1);
    }

    private ProtoMessage podStatus(String id) throws IOException {
        return call("PodSandboxStatus", message().text(1, id).truth(2, true)).message(1);
    }

    private String container(List<String> args) throws IOException {
        ProtoMessage pod = podStatus(args.get(0));
        ProtoMessage metadata = pod.message(2);
        boolean privileged = args.get(4).equals("privileged");
        boolean ofNode = pod.message(6).message(1).message(2).number(1) == NODE;
        String kind = privileged ? "privileged" : ofNode ? "node" : "pod";
        byte[] security = message().truth(2, privileged).bytes(3, namespaces(kind)).build();
        byte[] mount = message().text(1, "/host/share").text(2, "/usr/share").truth(3, true).build();
        ProtoMessage.Builder described = message()
                .bytes(1, message().text(1, args.get(1)).build())
                .bytes(2, message().text(1, args.get(2)).build());
        List<String> command = args.size() > 5 ? args.subList(5, args.size()) : List.of("/bin/sleep", "999");
        command.forEach(word -> described.text(3, word));
        byte[] config = labels(
                        described.bytes(7, mount),
                        9,
                        Map.of(
                                "team", "green",
                                "long", "0".repeat(101),
                                "io.kubernetes.container.name", args.get(1),
                                "io.kubernetes.pod.name", metadata.text(1),
                                "io.kubernetes.pod.namespace", metadata.text(3),
                                "io.kubernetes.pod.uid", metadata.text(2)))
                .bytes(15, message().bytes(2, security).build())
                .build();
        byte[] podConfig = podConfig(metadata.text(1), metadata.text(3), metadata.text(2), args.get(3), kind);
        String id = call("CreateContainer", message().text(1, args.get(0)).bytes(2, config).bytes(3, podConfig))
                .text(1);
        call("StartContainer", message().text(1, id));
        return id;
    }

    private void exec(List<String> args) throws IOException {
        ProtoMessage.Builder request = message().text(1, args.get(0));
        args.subList(1, args.size()).forEach(word -> request.text(2, word));
        System.out.write(call("ExecSync", request.number(3, 20)).bytes(1));
        System.out.flush();
    }

    private void remove(String pod) throws IOException {
        call("StopPodSandbox", message().text(1, pod));
        call("RemovePodSandbox", message().text(1, pod));
    }

    private String inspect(String id, String podId) throws IOException {
        ProtoMessage answer = call("ContainerStatus", message().text(1, id).truth(2, true));
        ProtoMessage container = answer.message(1);
        ProtoMessage pod = podStatus(podId);
        ProtoMessage options = pod.message(6).message(1).message(2);
        String mounts = container.messages(14).stream()
                .map(mount -> "{\"Source\":%s,\"Destination\":%s,\"Mode\":\"\",\"RW\":%s,\"Propagation\":\"%s\"}"
                        .formatted(
                                json(mount.text(2)),
                                json(mount.text(1)),
                                !mount.isTrue(3),
                                List.of("private", "rslave", "rshared").get((int) mount.number(5))))
                .collect(Collectors.joining(","));
        long size = call("ContainerStats", message().text(1, id)).message(1).message(4).message(3).number(1);
        return "{\"size\":" + size + ",\"container\":{\"id\":%s,\"name\":%s,\"image\":%s,\"privileged\":%s,\"labels\":%s,\"mounts\":[%s]},"
                        .formatted(
                                json(id),
                                json(container.message(2).text(1)),
                                json(container.message(8).text(1)),
                                answer.map(2).getOrDefault("info", "").contains("\"privileged\":true"),
                                json(container.map(12)),
                                mounts)
                + "\"pod\":{\"id\":%s,\"name\":%s,\"uid\":%s,\"namespace\":%s,\"ip\":%s,\"labels\":%s,\"hostNetwork\":%s,\"hostPid\":%s,\"hostIpc\":%s}}"
                        .formatted(
                                json(podId),
                                json(pod.message(2).text(1)),
                                json(pod.message(2).text(2)),
                                json(pod.message(2).text(3)),
                                json(pod.message(5).text(1)),
                                json(pod.map(7)),
                                options.number(1) == NODE,
                                options.number(2) == NODE,
                                options.number(3) == NODE);
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}

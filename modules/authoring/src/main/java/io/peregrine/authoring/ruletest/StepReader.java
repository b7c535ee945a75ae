package io.peregrine.authoring.ruletest;

import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what happens in one test. */
final class StepReader {
    private static final Set<String> KINDS =
            Set.of("process", "exec", "open", "connect", "accept", "call", "capture", "plugin_event");
    private static final Set<String> OPEN_KEYS = Set.of("path", "flags", "mode", "fails", "by");
    private static final Set<String> CONNECTION_KEYS = Set.of("to", "from", "fails", "by");
    private static final Set<String> CALL_KEYS = Set.of("type", "args", "fails", "by");
    private static final Set<String> CAPTURE_KEYS = Set.of("file", "filter");
    private static final Set<String> PLUGIN_EVENT_KEYS = Set.of("source", "data");
    private static final Map<String, String> OPEN_WORDS = Map.of(
            "read",
            "O_RDONLY",
            "write",
            "O_WRONLY",
            "readwrite",
            "O_RDWR",
            "create",
            "O_WRONLY|O_CREAT|O_F_CREATED",
            "truncate",
            "O_WRONLY|O_TRUNC",
            "append",
            "O_WRONLY|O_APPEND");

    private final TestFileProblems findings;
    private final Path folder;
    private final ProcessReader processes;

    StepReader(TestFileProblems findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
        processes = new ProcessReader(findings);
    }

    /** The step that a node says; none where it is wrong, which is noted. */
    List<Step> read(YamlNode node) {
        Map<String, YamlNode> kinds = findings.entries(node, KINDS, "what happens");
        if (kinds.size() != 1) {
            if (node instanceof YamlNode.Mapping) {
                findings.add(
                        node.span(),
                        "One thing happens at a time: "
                                + String.join(", ", KINDS.stream().sorted().toList()) + ".");
            }
            return List.of();
        }
        Map.Entry<String, YamlNode> step = kinds.entrySet().iterator().next();
        YamlNode value = step.getValue();
        return switch (step.getKey()) {
            case "process" -> List.of(new Step.Present(processes.read(value)));
            case "exec" -> List.of(new Step.Exec(processes.read(value)));
            case "open" -> List.of(open(value));
            case "connect" -> connection(value, "to", false);
            case "accept" -> connection(value, "from", true);
            case "call" -> List.of(call(value));
            case "plugin_event" -> List.of(pluginEvent(value));
            default -> List.of(capture(value));
        };
    }

    private Step open(YamlNode node) {
        Map<String, YamlNode> keys = node instanceof YamlNode.Scalar
                ? Map.of("path", node)
                : findings.entries(node, OPEN_KEYS, "an opening");
        need(keys, "path", node.span());
        Map<String, String> arguments = new HashMap<>();
        arguments.put("name", text(keys, "path"));
        String flags = text(keys, "flags");
        arguments.put("flags", OPEN_WORDS.getOrDefault(flags.isEmpty() ? "read" : flags, flags));
        if (keys.containsKey("mode")) {
            arguments.put("mode", text(keys, "mode"));
        }
        arguments.put("fd", keys.containsKey("fails") ? text(keys, "fails") : "5");
        return checked(new Step.Call(by(keys), "openat", arguments), node.span());
    }

    private Step call(YamlNode node) {
        Map<String, YamlNode> keys = findings.entries(node, CALL_KEYS, "a call");
        need(keys, "type", node.span());
        Map<String, String> arguments =
                new HashMap<>(keys.containsKey("args") ? findings.textMap(keys.get("args")) : Map.of());
        if (keys.containsKey("fails")) {
            arguments.put("res", text(keys, "fails"));
        }
        return checked(new Step.Call(by(keys), text(keys, "type"), arguments), node.span());
    }

    /** Notes what the event table does not know. */
    private Step checked(Step.Call call, Span span) {
        ParameterValues.problem(call).ifPresent(problem -> findings.add(span, problem));
        return call;
    }

    private List<Step> connection(YamlNode node, String end, boolean incoming) {
        Map<String, YamlNode> keys = node instanceof YamlNode.Scalar
                ? Map.of(end, node)
                : findings.entries(node, CONNECTION_KEYS, "a connection");
        need(keys, end, node.span());
        TestProcess by = by(keys);
        return keys.containsKey(end)
                ? processes
                        .address(keys.get(end))
                        .<Step>map(address -> new Step.Connection(by, address, incoming, text(keys, "fails")))
                        .stream()
                        .toList()
                : List.of();
    }

    private Step capture(YamlNode node) {
        Map<String, YamlNode> keys = node instanceof YamlNode.Scalar
                ? Map.of("file", node)
                : findings.entries(node, CAPTURE_KEYS, "a capture");
        need(keys, "file", node.span());
        return new Step.Replay(folder.resolve(text(keys, "file")), text(keys, "filter"));
    }

    private Step pluginEvent(YamlNode node) {
        Map<String, YamlNode> keys = findings.entries(node, PLUGIN_EVENT_KEYS, "an event of a plugin");
        need(keys, "source", node.span());
        need(keys, "data", node.span());
        return new Step.FromPlugin(text(keys, "source"), text(keys, "data"));
    }

    private TestProcess by(Map<String, YamlNode> keys) {
        return keys.containsKey("by") ? processes.read(keys.get("by")) : processes.usual();
    }

    private void need(Map<String, YamlNode> keys, String key, Span span) {
        if (!keys.containsKey(key)) {
            findings.add(span, "Here '" + key + "' is missing.");
        }
    }

    private String text(Map<String, YamlNode> keys, String key) {
        return keys.containsKey(key) ? findings.text(keys.get(key)) : "";
    }
}

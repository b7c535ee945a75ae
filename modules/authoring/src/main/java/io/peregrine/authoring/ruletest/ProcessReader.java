package io.peregrine.authoring.ruletest;

import io.peregrine.authoring.ruletest.TestProcess.Account;
import io.peregrine.authoring.ruletest.TestProcess.Numbers;
import io.peregrine.authoring.ruletest.TestProcess.Place;
import io.peregrine.authoring.ruletest.TestProcess.Program;
import io.peregrine.authoring.ruletest.TestProcess.ProgramFile;
import io.peregrine.authoring.ruletest.TestProcess.TestContainer;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the processes of one test. What is left out has a believable value: a shell of a person who logged in over ssh on the machine, a service of the image in
 * a container.
 */
final class ProcessReader {
    static final Set<String> KEYS = Set.of(
            "as",
            "pid",
            "vpid",
            "exe",
            "name",
            "argv0",
            "args",
            "env",
            "memory",
            "upper_layer",
            "writable",
            "user",
            "uid",
            "loginuid",
            "capabilities",
            "cwd",
            "tty",
            "container",
            "parent",
            "stdin");

    private static final Map<String, Integer> KNOWN_USERS =
            Map.of("root", 0, "daemon", 1, "www-data", 33, "postgres", 105, "nobody", 65534);
    private static final int ORDINARY_USER = 1000;
    private static final int FIRST_PID = 4200;
    private static final int TERMINAL = 0x8801;
    private static final long ALL_CAPABILITIES = 0x1ffffffffffL;
    private static final long CONTAINER_CAPABILITIES = 0xa80425fbL;
    private static final String SOME_ID = "3f2a9c1d7b5e4860a1c2d3e4f5061728394a5b6c7d8e9f00112233445566778f";
    private static final Set<String> CONTAINER_KEYS = Set.of("id", "name", "image", "privileged");

    private final TestFileProblems findings;
    private final Map<String, TestProcess> named = new HashMap<>();
    private long nextPid = FIRST_PID;
    private Optional<TestProcess> latest = Optional.empty();

    ProcessReader(TestFileProblems findings) {
        this.findings = findings;
    }

    /** The process that a step without one is about: that of the step before, or a shell. */
    TestProcess usual() {
        if (latest.isEmpty()) {
            latest = Optional.of(process(Map.of()));
        }
        return latest.get();
    }

    /** A process, written out or by the name that an earlier one was given. */
    TestProcess read(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            TestProcess known = named.get(scalar.value().strip());
            if (known == null) {
                findings.add(
                        scalar.span(),
                        "No process before this is called '" + scalar.value().strip() + "' with 'as'.");
                return usual();
            }
            latest = Optional.of(known);
            return known;
        }
        return read(findings.entries(node, KEYS, "a process"));
    }

    /** A process of these keys. */
    TestProcess read(Map<String, YamlNode> keys) {
        TestProcess process = process(keys);
        if (keys.containsKey("as")) {
            named.put(findings.text(keys.get("as")), process);
        }
        latest = Optional.of(process);
        return process;
    }

    private TestProcess process(Map<String, YamlNode> keys) {
        Optional<TestProcess> written = Optional.ofNullable(keys.get("parent")).map(this::parent);
        Optional<TestContainer> container = keys.containsKey("container")
                ? container(keys.get("container"))
                : written.flatMap(parent -> parent.place().container());
        TestProcess parent = written.orElseGet(() -> usualParent(container));
        String exe = text(
                keys,
                "exe",
                keys.containsKey("name") ? "/usr/bin/" + findings.text(keys.get("name")) : "/usr/bin/bash");
        String base = exe.substring(exe.lastIndexOf('/') + 1);
        Program program = new Program(
                cut(text(keys, "name", base)),
                exe,
                text(keys, "argv0", base),
                arguments(keys),
                keys.containsKey("env") ? findings.textMap(keys.get("env")) : Map.of("PATH", "/usr/bin:/bin"),
                new ProgramFile(truth(keys, "memory"), truth(keys, "upper_layer"), truth(keys, "writable")));
        long pid = keys.containsKey("pid") ? findings.number(keys.get("pid"), nextPid) : nextPid++;
        long vpid = keys.containsKey("vpid")
                ? findings.number(keys.get("vpid"), pid)
                : container.isPresent() ? pid - FIRST_PID + 20 : pid;
        int tty = keys.containsKey("tty")
                ? (int) findings.number(keys.get("tty"), 0)
                : parent.place().tty();
        return new TestProcess(
                new Numbers(pid, vpid),
                program,
                account(keys, parent, container),
                new Place(text(keys, "cwd", parent.place().cwd()), tty, container),
                Optional.of(parent),
                Optional.ofNullable(keys.get("stdin")).flatMap(this::address));
    }

    private TestProcess parent(YamlNode node) {
        Optional<TestProcess> before = latest;
        TestProcess parent = read(node);
        latest = before;
        return parent;
    }

    /** An end of a connection. */
    Optional<TestAddress> address(YamlNode node) {
        Optional<TestAddress> address = TestAddress.parse(findings.text(node));
        if (address.isEmpty()) {
            findings.add(
                    node.span(),
                    "Here stands an address such as 10.0.0.1:80, [::1]:80, udp:10.0.0.1:53 or the path of a socket.");
        }
        return address;
    }

    private Account account(Map<String, YamlNode> keys, TestProcess parent, Optional<TestContainer> container) {
        Account inherited = parent.account();
        String user = text(keys, "user", inherited.user());
        int uid = keys.containsKey("uid")
                ? (int) findings.number(keys.get("uid"), 0)
                : user.equals(inherited.user()) ? inherited.uid() : KNOWN_USERS.getOrDefault(user, ORDINARY_USER);
        int login =
                keys.containsKey("loginuid") ? (int) findings.number(keys.get("loginuid"), -1) : inherited.loginUid();
        long usual = uid != 0
                ? 0
                : container.isPresent() && !container.get().privileged() ? CONTAINER_CAPABILITIES : ALL_CAPABILITIES;
        long capabilities = switch (text(keys, "capabilities", "")) {
            case "all" -> ALL_CAPABILITIES;
            case "none" -> 0;
            case "" -> usual;
            default -> {
                findings.add(keys.get("capabilities").span(), "Here stands all or none.");
                yield usual;
            }
        };
        return new Account(user, uid, login, capabilities);
    }

    private Optional<TestContainer> container(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.value().strip().equals("host")
                    ? Optional.empty()
                    : Optional.of(new TestContainer(
                            SOME_ID,
                            scalar.value().strip(),
                            "example/" + scalar.value().strip() + ":latest",
                            false));
        }
        Map<String, YamlNode> keys = findings.entries(node, CONTAINER_KEYS, "a container");
        String id = text(keys, "id", SOME_ID);
        return Optional.of(new TestContainer(
                (id + SOME_ID).substring(0, Math.max(SOME_ID.length(), id.length())),
                text(keys, "name", "web"),
                text(keys, "image", "example/web:latest"),
                truth(keys, "privileged")));
    }

    private TestProcess usualParent(Optional<TestContainer> container) {
        TestProcess init = started(
                "/usr/lib/systemd/systemd",
                "systemd",
                new Numbers(1, 1),
                Optional.empty(),
                new Place("/", 0, Optional.empty()));
        if (container.isPresent()) {
            TestProcess shim = started(
                    "/usr/bin/containerd-shim-runc-v2",
                    "containerd-shim",
                    new Numbers(900, 900),
                    Optional.of(init),
                    new Place("/", 0, Optional.empty()));
            return started(
                    "/usr/local/bin/service",
                    "service",
                    new Numbers(4100, 1),
                    Optional.of(shim),
                    new Place("/", 0, container));
        }
        TestProcess sshd = started(
                "/usr/sbin/sshd",
                "sshd",
                new Numbers(910, 910),
                Optional.of(init),
                new Place("/", 0, Optional.empty()));
        return started(
                "/usr/bin/bash",
                "bash",
                new Numbers(4101, 4101),
                Optional.of(sshd),
                new Place("/root", TERMINAL, Optional.empty()));
    }

    private static TestProcess started(
            String exe, String name, Numbers numbers, Optional<TestProcess> parent, Place place) {
        boolean login = name.equals("bash");
        long capabilities =
                place.container().filter(container -> !container.privileged()).isPresent()
                        ? CONTAINER_CAPABILITIES
                        : ALL_CAPABILITIES;
        return new TestProcess(
                numbers,
                new Program(
                        name, exe, login ? "-bash" : exe, List.of(), Map.of(), new ProgramFile(false, false, false)),
                new Account("root", 0, login ? 0 : -1, capabilities),
                place,
                parent,
                Optional.empty());
    }

    private List<String> arguments(Map<String, YamlNode> keys) {
        YamlNode node = keys.get("args");
        if (node == null) {
            return List.of();
        }
        if (node instanceof YamlNode.Sequence) {
            return findings.texts(node);
        }
        String text = findings.text(node);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" +"));
    }

    private String text(Map<String, YamlNode> keys, String key, String otherwise) {
        return keys.containsKey(key) ? findings.text(keys.get(key)) : otherwise;
    }

    private boolean truth(Map<String, YamlNode> keys, String key) {
        return keys.containsKey(key) && findings.truth(keys.get(key));
    }

    /** The kernel keeps 15 bytes of a name. */
    private static String cut(String name) {
        return name.length() <= 15 ? name : name.substring(0, 15);
    }
}

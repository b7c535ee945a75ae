package io.peregrine.container.cgroup;

import io.peregrine.container.cgroup.Engines.Engine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right ids: the innermost component of a path that a runtime makes for a container, whatever groups lie below it. A layout that names its runtime counts
 * before a group that could be anyone's, in whichever hierarchy it stands.
 */
final class RightMatching implements CachedIdentity.Matching {
    private static final Pattern SCOPED = Pattern.compile(
            "(?:(docker|nerdctl|cri-containerd)-([0-9A-Fa-f]{64})\\.scope|(libpod|libpod-payload|crio)-([0-9A-Fa-f]{64})(?:\\.scope)?)");
    private static final String CRI_CONTAINERD = ":cri-containerd:";
    private static final Pattern FARGATE = Pattern.compile("[0-9a-f]{32}-[0-9]{6,}");
    private static final Pattern LIBVIRT_SCOPE = Pattern.compile("machine-lxc\\\\x2d(.+)\\.scope");
    private static final Pattern NSPAWN =
            Pattern.compile("(?:systemd-nspawn@(.+)\\.service|machine-(?!qemu\\\\x2d|lxc\\\\x2d)(.+)\\.scope)");
    private static final Pattern BPM = Pattern.compile("(?:runc-)?bpm-([A-Za-z0-9._-]+?)(?:\\.scope)?");
    private static final String LXC_PAYLOAD = "lxc.payload.";
    private static final String LIBVIRT = ".libvirt-lxc";

    private final Engines engines;
    private final Namespaces namespaces;

    RightMatching(Engines engines, Namespaces namespaces) {
        this.engines = engines;
        this.namespaces = namespaces;
    }

    @Override
    public Match of(List<String> paths) {
        for (String path : paths) {
            Optional<Match> match = byComponents(path.split("/"));
            if (match.isPresent()) {
                return match.get();
            }
        }
        if (engines.has(Engine.CONTAINERD)) {
            for (String path : paths) {
                Optional<Match> match = byNamespace(path.split("/"));
                if (match.isPresent()) {
                    return match.get();
                }
            }
        }
        return Match.HOST;
    }

    /** The innermost component that says what it is. */
    private Optional<Match> byComponents(String[] components) {
        for (int i = components.length - 1; i >= 0; i--) {
            String before = i == 0 ? "" : components[i - 1];
            String after = i + 1 < components.length ? components[i + 1] : "";
            String component = components[i];
            Optional<Match> match =
                    byHexId(component).or(() -> byName(before, component)).or(() -> byMachine(component, after));
            if (match.isPresent()) {
                return match;
            }
            if (i > 1
                    && components[i - 2].equals("ecs")
                    && FARGATE.matcher(component).matches()) {
                return Optional.of(Match.of(Engine.DOCKER, component));
            }
        }
        return Optional.empty();
    }

    private Optional<Match> byHexId(String component) {
        Matcher scoped = SCOPED.matcher(component);
        if (scoped.matches()) {
            String runtime = scoped.group(1) != null ? scoped.group(1) : scoped.group(3);
            String id = scoped.group(2) != null ? scoped.group(2) : scoped.group(4);
            return isOn(runtime) ? Optional.of(Match.of(engine(runtime), HexId.shown(id))) : Optional.empty();
        }
        int cri = component.lastIndexOf(CRI_CONTAINERD);
        if (cri >= 0 && engines.has(Engine.CRI)) {
            String id = component.substring(cri + CRI_CONTAINERD.length());
            return HexId.is(id) ? Optional.of(Match.of(Engine.CRI, HexId.shown(id))) : Optional.empty();
        }
        boolean bare = HexId.is(component) && engines.hasAny(Engine.DOCKER, Engine.CRI);
        return bare ? Optional.of(Match.of(Engine.DOCKER, HexId.shown(component))) : Optional.empty();
    }

    private static Engine engine(String runtime) {
        return switch (runtime) {
            case "docker" -> Engine.DOCKER;
            case "nerdctl" -> Engine.CONTAINERD;
            case "libpod", "libpod-payload" -> Engine.PODMAN;
            default -> Engine.CRI;
        };
    }

    private boolean isOn(String runtime) {
        return switch (runtime) {
            case "docker" -> engines.hasAny(Engine.DOCKER, Engine.CRI);
            case "nerdctl" -> engines.hasAny(Engine.CONTAINERD, Engine.CRI);
            case "libpod", "libpod-payload" -> engines.has(Engine.PODMAN);
            default -> engines.has(Engine.CRI);
        };
    }

    /** Names of LXC, libvirt and bpm. */
    private Optional<Match> byName(String before, String component) {
        if (engines.has(Engine.LXC)) {
            if (component.startsWith(LXC_PAYLOAD) && component.length() > LXC_PAYLOAD.length()) {
                return Optional.of(Match.of(Engine.LXC, component.substring(LXC_PAYLOAD.length())));
            }
            if (before.equals("lxc") || before.equals("lxc.payload")) {
                return Optional.of(Match.of(Engine.LXC, component));
            }
        }
        if (engines.has(Engine.LIBVIRT_LXC)) {
            Matcher scope = LIBVIRT_SCOPE.matcher(component);
            if (scope.matches()) {
                return Optional.of(Match.of(Engine.LIBVIRT_LXC, scope.group(1)));
            }
            if (component.endsWith(LIBVIRT) && component.length() > LIBVIRT.length()) {
                return Optional.of(
                        Match.of(Engine.LIBVIRT_LXC, component.substring(0, component.length() - LIBVIRT.length())));
            }
        }
        Matcher bpm = BPM.matcher(component);
        if (engines.has(Engine.BPM) && bpm.matches()) {
            return Optional.of(Match.of(Engine.BPM, bpm.group(1)));
        }
        return engines.has(Engine.BPM) && before.equals("bpm")
                ? Optional.of(Match.of(Engine.BPM, component))
                : Optional.empty();
    }

    /** A machine of systemd-nspawn: what lies in its {@code payload} is inside, the rest is its supervisor. */
    private static Optional<Match> byMachine(String component, String after) {
        Matcher machine = NSPAWN.matcher(component);
        if (!after.equals("payload") || !machine.matches()) {
            return Optional.empty();
        }
        return Optional.of(Match.of(Engine.LXC, machine.group(1) != null ? machine.group(1) : machine.group(2)));
    }

    private Optional<Match> byNamespace(String[] components) {
        if (components.length == 4 && components[1].equals("docker") && components[2].equals("buildkit")) {
            return Optional.of(Match.of(Engine.CONTAINERD, components[3]));
        }
        boolean below = components.length > 3 && namespaces.isKnown(components[1]);
        if ((components.length == 3 || below) && namespaces.hold(components[1], components[2])) {
            return Optional.of(Match.of(Engine.CONTAINERD, HexId.shown(components[2])));
        }
        return Optional.empty();
    }
}

package io.peregrine.container.cgroup;

import io.peregrine.container.cgroup.Engines.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Falco's matchers (plugin {@code container} 0.7.1), faults included: they are tried in a fixed order on one path after another, and the first id wins.
 *
 * <p>A layout is a prefix and a suffix, each taken where it stands last in the path. So {@code .scope} inside a container hides the container, and any group of two levels is a
 * container of containerd.
 */
final class ExactMatching implements CachedIdentity.Matching {
    private static final Pattern NAMESPACE = Pattern.compile("/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*/");
    private static final Pattern BPM = Pattern.compile("bpm-([A-Za-z0-9._-]+?)(?:\\.scope)?$");
    private static final List<String> UNITS = List.of(".service", ".slice", ".scope");
    private static final List<String> LXC = List.of("/lxc/", "/lxc.payload/", "/lxc.payload.");

    private record Layout(String prefix, String suffix) {}

    private static final List<Layout> PODMAN = List.of(
            new Layout("/libpod-", ".scope"),
            new Layout("/libpod-", ".scope/container"),
            new Layout("/libpod-", ""),
            new Layout("/libpod-payload-", ".scope"),
            new Layout("/libpod-payload-", ".scope/container"),
            new Layout("/libpod-payload-", ""));
    private static final List<Layout> DOCKER = List.of(new Layout("/", ""), new Layout("/docker-", ".scope"));
    private static final List<Layout> CRI = List.of(
            new Layout("/", ""),
            new Layout("/crio-", ""),
            new Layout("/cri-containerd-", ".scope"),
            new Layout("/crio-", ".scope"),
            new Layout(":cri-containerd:", ""),
            new Layout("/docker-", ".scope"));

    private final List<Way> ways = new ArrayList<>();

    /** The way of one engine; gives the empty text where it finds nothing. */
    private record Way(Engine engine, UnaryOperator<String> find) {}

    ExactMatching(Engines engines) {
        for (Engine engine : Engine.values()) {
            if (engines.has(engine)) {
                ways.add(new Way(engine, way(engine)));
            }
        }
    }

    private static UnaryOperator<String> way(Engine engine) {
        return switch (engine) {
            case PODMAN -> path -> byLayouts(PODMAN, path);
            case DOCKER -> path -> byLayouts(DOCKER, path);
            case CRI -> path -> byLayouts(CRI, path);
            case CONTAINERD -> ExactMatching::byNamespace;
            case LXC -> ExactMatching::byLxcName;
            case LIBVIRT_LXC -> ExactMatching::byLibvirtName;
            case BPM -> ExactMatching::byBpmName;
        };
    }

    @Override
    public Match of(List<String> paths) {
        for (String path : paths) {
            for (Way way : ways) {
                Match match = Match.orHost(way.engine(), way.find().apply(path));
                if (!match.isHost()) {
                    return match;
                }
            }
        }
        return Match.HOST;
    }

    private static String byLayouts(List<Layout> layouts, String path) {
        for (Layout layout : layouts) {
            String between = between(layout, path);
            if (between.length() == HexId.LENGTH && passesForHex(path, startOf(layout, path))) {
                return HexId.shown(between);
            }
        }
        return "";
    }

    private static String byNamespace(String path) {
        Matcher namespace = NAMESPACE.matcher(path);
        if (!namespace.find()) {
            return "";
        }
        Layout layout = new Layout(namespace.group(), "");
        String name = between(layout, path);
        if (name.isEmpty() || name.length() > HexId.LENGTH) {
            return "";
        }
        boolean hex = name.length() == HexId.LENGTH && passesForHex(path, startOf(layout, path));
        return hex || UNITS.stream().noneMatch(path::endsWith) ? HexId.shown(name) : "";
    }

    private static int startOf(Layout layout, String path) {
        return path.lastIndexOf(layout.prefix()) + layout.prefix().length();
    }

    private static String between(Layout layout, String path) {
        int prefix = path.lastIndexOf(layout.prefix());
        int end = layout.suffix().isEmpty() ? path.length() : path.lastIndexOf(layout.suffix());
        int start = prefix + layout.prefix().length();
        return prefix < 0 || end < start ? "" : path.substring(start, end);
    }

    /** Whether Falco finds no other letter: it compares the letter's place in the whole path with the length of an id. */
    private static boolean passesForHex(String path, int start) {
        for (int i = start; i < Math.min(path.length(), HexId.LENGTH); i++) {
            if (!HexId.isDigit(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String byLxcName(String path) {
        for (String prefix : LXC) {
            int at = path.indexOf(prefix);
            if (at >= 0) {
                int start = at + prefix.length();
                int end = path.indexOf('/', start);
                return path.substring(start, end < 0 ? path.length() : end);
            }
        }
        return "";
    }

    private static String byLibvirtName(String path) {
        if (path.endsWith(".libvirt-lxc")) {
            return path.substring(path.lastIndexOf('/') + 1, path.length() - ".libvirt-lxc".length());
        }
        String scope = path.endsWith("/libvirt") ? path.substring(0, path.length() - "/libvirt".length()) : path;
        int name = scope.indexOf("-lxc\\x2d");
        if (name >= 0 && scope.endsWith(".scope")) {
            return scope.substring(name + "-lxc\\x2d".length(), scope.length() - ".scope".length());
        }
        int folder = path.indexOf("/libvirt/lxc/");
        return folder < 0 ? "" : path.substring(folder + "/libvirt/lxc/".length());
    }

    private static String byBpmName(String path) {
        Matcher name = BPM.matcher(path);
        return name.find() ? name.group(1) : "";
    }
}

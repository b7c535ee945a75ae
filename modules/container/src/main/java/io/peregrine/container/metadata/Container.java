package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a runtime says of one container. Immutable; shared by all threads.
 *
 * @param type the kind
 * @param id as rules see it: 12 letters of the full id, or a shorter name
 * @param fullId the engine's id
 * @param name the name
 * @param image the image
 * @param isolation what separates it from the host
 * @param network its network
 * @param pod its pod
 * @param labels its labels
 * @param mounts what is mounted into it
 * @param probes the commands that look after it
 * @param settings the rest
 */
public record Container(
        ContainerType type,
        ByteString id,
        ByteString fullId,
        ByteString name,
        Image image,
        Isolation isolation,
        Network network,
        Pod pod,
        Labels labels,
        Mounts mounts,
        Probes probes,
        Settings settings) {
    /** How many letters of an engine's id are shown. */
    public static final int SHOWN = 12;

    /** No container: a thread that is in none, or in one that nothing is known of. */
    public static final Container NONE = minimal(ContainerType.UNKNOWN, ByteString.EMPTY, ByteString.EMPTY);

    private static final ByteString HOST_NAME = ByteString.of("host");

    /** The host, as rules see it. */
    public static final Container HOST = new Container(
            ContainerType.HOST,
            HOST_NAME,
            HOST_NAME,
            HOST_NAME,
            Image.NONE,
            Isolation.USUAL,
            Network.NONE,
            Pod.NONE,
            Labels.NONE,
            Mounts.NONE,
            Probes.UNKNOWN,
            Settings.NONE);

    /**
     * What no field of a rule shows.
     *
     * @param user as whom it was told to run
     * @param createdSeconds when it was made, in seconds since the epoch
     * @param env its environment, empty unless it was asked for
     * @param resources what it may use
     * @param told how much the engine has told
     */
    public record Settings(String user, long createdSeconds, List<String> env, Resources resources, Told told) {
        /** Nothing known. */
        public static final Settings NONE = new Settings("", 0, List.of(), Resources.USUAL, Told.ALL);

        /** Nothing known, and more to come. */
        public static final Settings TO_COME = new Settings("", 0, List.of(), Resources.USUAL, Told.NAMES);

        public Settings {
            env = List.copyOf(env);
        }

        /** Whether the engine said less than it could: it is asked again. */
        public boolean isPartial() {
            return told != Told.ALL;
        }
    }

    /** How much an engine has told of a container. */
    public enum Told {
        /** Kind, ids, name and image, with which it was announced: of everything else nothing is known. */
        NAMES,
        /** Less than it could. */
        PART,
        /** All. */
        ALL
    }

    /** The mounts of a container with the text of all. */
    public record Mounts(List<Mount> list, ByteString text) {
        /** None. */
        public static final Mounts NONE = new Mounts(List.of(), ByteString.EMPTY);

        public Mounts {
            list = List.copyOf(list);
        }

        /** These mounts. */
        public static Mounts of(List<Mount> mounts) {
            return new Mounts(
                    mounts, ByteString.of(mounts.stream().map(Mount::text).collect(Collectors.joining(","))));
        }
    }

    private Container(
            ContainerType type, ByteString id, ByteString fullId, ByteString name, Image image, Settings settings) {
        this(
                type,
                id,
                fullId,
                name,
                image,
                Isolation.USUAL,
                Network.NONE,
                Pod.NONE,
                Labels.NONE,
                Mounts.NONE,
                Probes.UNKNOWN,
                settings);
    }

    /** A container of which only the kind and the ids are known. */
    public static Container minimal(ContainerType type, ByteString id, ByteString fullId) {
        return new Container(type, id, fullId, ByteString.EMPTY, Image.NONE, Settings.NONE);
    }

    /** A container of which its engine has told kind, name and image as yet. */
    public static Container announced(ContainerType type, String fullId, String name, Image image) {
        return new Container(type, shown(fullId), ByteString.of(fullId), ByteString.of(name), image, Settings.TO_COME);
    }

    /** A container that no engine tells of: the one of the engine {@code static}. */
    public static Container fixed(ByteString id, ByteString name, Image image) {
        return new Container(ContainerType.STATIC, id, ByteString.EMPTY, name, image, Settings.NONE);
    }

    /** The same container with this digest of its image. */
    public Container withDigest(ByteString digest) {
        Image with = new Image(image.name(), image.id(), image.repository(), image.tag(), digest);
        return new Container(type, id, fullId, name, with, isolation, network, pod, labels, mounts, probes, settings);
    }

    /** The same container with this many bytes written. */
    public Container withSize(long bytes) {
        Settings with = new Settings(
                settings.user(),
                settings.createdSeconds(),
                settings.env(),
                settings.resources().withSize(bytes),
                settings.told());
        return new Container(type, id, fullId, name, image, isolation, network, pod, labels, mounts, probes, with);
    }

    /** Whether more is known than with what it was announced. */
    public boolean isDescribed() {
        return !isNone() && settings.told() != Told.NAMES;
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return this == NONE;
    }

    /** The shown part of an engine's id. */
    public static ByteString shown(String fullId) {
        return ByteString.of(fullId.substring(0, Math.min(SHOWN, fullId.length())));
    }
}

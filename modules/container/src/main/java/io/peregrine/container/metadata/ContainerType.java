package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.Arrays;

/** The kind of a container, with its number in container events and its name in {@code container.type}. */
public enum ContainerType {
    DOCKER(0, "docker"),
    LXC(1, "lxc"),
    LIBVIRT_LXC(2, "libvirt-lxc"),
    MESOS(3, "mesos"),
    RKT(4, "rkt"),
    CUSTOM(5, ""),
    CRI(6, "cri"),
    CONTAINERD(7, "containerd"),
    CRIO(8, "cri-o"),
    BPM(9, "bpm"),
    STATIC(10, ""),
    PODMAN(11, "podman"),
    HOST(0xfffe, "host"),
    UNKNOWN(0xffff, "");

    private final int number;
    private final ByteString text;

    ContainerType(int number, String text) {
        this.number = number;
        this.text = ByteString.of(text);
    }

    /** The number in events. */
    public int number() {
        return number;
    }

    /** The name that rules compare, empty for kinds without one. */
    public ByteString text() {
        return text;
    }

    /** The kind with this number, {@link #UNKNOWN} for one that is none. */
    public static ContainerType of(long number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElse(UNKNOWN);
    }
}

package io.peregrine.container.cgroup;

/** The ids that Docker, podman and CRI give: 64 hexadecimal digits, of which 12 are shown. */
final class HexId {
    static final int LENGTH = 64;
    static final int SHOWN = 12;

    private HexId() {}

    static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f' || letter >= 'A' && letter <= 'F';
    }

    /** Whether a text is such an id. */
    static boolean is(String text) {
        return text.length() == LENGTH && text.chars().allMatch(letter -> isDigit((char) letter));
    }

    /** The part of an id, or of a name that stands for one, that is shown. */
    static String shown(String id) {
        return id.substring(0, Math.min(SHOWN, id.length()));
    }
}

package io.peregrine.config.tree;

/**
 * Where a value was written.
 *
 * @param place a file's path, or the command-line option
 * @param line the line in the file, from 1; 0 when the place is not a file
 */
public record SettingOrigin(String place, int line) {

    /** Returns the origin of a value given on the command line. */
    public static SettingOrigin option(String text) {
        return new SettingOrigin("-o " + text, 0);
    }

    /** Returns {@code file:line}, or the option as it was given. */
    @Override
    public String toString() {
        return line == 0 ? place : place + ":" + line;
    }
}

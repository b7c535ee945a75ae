package io.peregrine.app;

/**
 * The jars of the class path as they were at the start. The virtual machine opens a jar when it first looks for a class in it; once an upgrade has replaced or removed
 * the file, that would be another release's class, or none. An open file stays what it was.
 */
public final class OpenJars {
    private static final String IN_NO_JAR = "io/peregrine/app/in-no-jar";

    private OpenJars() {}

    /** Opens every jar of the class path that is not open yet, some milliseconds each: to find out that none holds a name, all are looked into. */
    public static void openAll() {
        ClassLoader.getSystemResource(IN_NO_JAR);
    }
}

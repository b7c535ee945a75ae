package io.peregrine.output.sink;

import java.util.Map;

/**
 * The locale that the launcher was started in. The virtual machine itself needs one in UTF-8, so that the launcher may have set {@code LC_ALL}; then
 * {@code PEREGRINE_LC_ALL} says what stood there. Programs that the engine starts get that back.
 */
public final class CallersLocale {
    private static final String IN_FORCE = "LC_ALL";
    private static final String BEFORE = "PEREGRINE_LC_ALL";

    private CallersLocale() {}

    /** Puts it back into the environment of a program that is about to be started. */
    public static void restore(Map<String, String> environment) {
        if (environment.containsKey(BEFORE)) {
            String before = environment.remove(BEFORE);
            if (before.isEmpty()) {
                environment.remove(IN_FORCE);
            } else {
                environment.put(IN_FORCE, before);
            }
        }
    }
}

package io.peregrine.app.plugins;

import io.peregrine.nativeplugin.CallWatch.SlowCall;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Calls into plugins that do not return: those into native ones are noted, those into Java plugins stand on the stack of a thread. */
@FunctionalInterface
public interface SlowCalls {
    /** Nothing is noted. */
    SlowCalls NONE = time -> List.of();

    /** What a Java plugin's class loader is called begins so. */
    String JAVA_LOADER = "plugin-";

    /** The calls into native plugins that have been running for so long or longer. For any thread. */
    List<SlowCall> slowerThan(Duration time);

    /**
     * The call into a Java plugin that a thread is in; empty when it is in none.
     *
     * @param lasting for how long the thread has been in it
     */
    static Optional<SlowCall> ofJava(Thread thread, Duration lasting) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> frame.getClassLoaderName() != null
                        && frame.getClassLoaderName().startsWith(JAVA_LOADER))
                .reduce((inner, outer) -> outer)
                .map(frame -> new SlowCall(
                        frame.getClassLoaderName().substring(JAVA_LOADER.length()),
                        frame.getClassName() + "." + frame.getMethodName(),
                        lasting));
    }
}

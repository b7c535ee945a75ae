package io.peregrine.app.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The process's signal handlers: INT and TERM stop, HUP reloads, USR1 reopens outputs. Installed while an event loop runs and put back by
 * {@link #close}. A second INT or TERM before the loop has stopped ends the process at once.
 *
 * <p>The JDK's signal API ({@code sun.misc.Signal}, module jdk.unsupported) is reached by reflection, because the compiler warns of every
 * mention of it and warnings are errors here.
 */
public final class Signals implements AutoCloseable {
    private static final Map<String, Control.Request> REQUESTS = Map.of(
            "INT", Control.Request.STOP,
            "TERM", Control.Request.STOP,
            "HUP", Control.Request.RELOAD,
            "USR1", Control.Request.REOPEN_OUTPUTS);

    private static final int INTERRUPTED = 130;

    private final List<Runnable> restore = new ArrayList<>();

    private Signals() {}

    /** Installs the handlers; {@code onStop} runs on the signal's thread when a stop is asked for. */
    public static Signals install(Control control, Runnable onStop) {
        Signals signals = new Signals();
        REQUESTS.forEach((name, request) -> signals.handle(name, () -> {
            if (request == Control.Request.STOP && control.take(Control.Request.STOP)) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            control.ask(request);
            if (request == Control.Request.STOP) {
                onStop.run();
            }
        }));
        return signals;
    }

    private void handle(String name, Runnable action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Method install = signalClass.getMethod("handle", signalClass, handlerClass);
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    handlerClass.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : proxy == arguments[0];
                    });
            Object before = install.invoke(null, signal, handler);
            restore.add(() -> reinstall(install, signal, before));
        } catch (InvocationTargetException keptByTheMachine) {
            // The machine uses the signal itself, as with -Xrs: its default action stays.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK lacks the module jdk.unsupported, which handles signals.", e);
        }
    }

    private static void reinstall(Method install, Object signal, Object handler) {
        try {
            install.invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The handler of " + signal + " cannot be put back.", e);
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }
}

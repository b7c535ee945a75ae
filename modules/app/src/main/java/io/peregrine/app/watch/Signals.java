package io.peregrine.app.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process's signal handlers: INT and TERM stop, HUP reloads, USR1 reopens outputs. Installed while an event loop runs and put back by
 * {@link #close}. A second INT or TERM before the loop has stopped ends the process at once.
 *
 * <p>The JDK's signal API ({@code sun.misc.Signal}, module jdk.unsupported) is reached by reflection, because the compiler warns of every
 * mention of it and warnings are errors here.
 */
public final class Signals implements AutoCloseable {
    private static final int INTERRUPTED = 130;

    private final List<Runnable> restore = new ArrayList<>();

    private Signals() {}

    /**
     * What signals do, each called on a thread of the machine's.
     *
     * @param stop a first INT or TERM
     * @param reload HUP
     * @param reopen USR1
     */
    public record Actions(Runnable stop, Runnable reload, Runnable reopen) {}

    /** Installs the handlers. */
    public static Signals install(Actions actions) {
        Signals signals = new Signals();
        AtomicBoolean stopping = new AtomicBoolean();
        Runnable stop = () -> {
            if (stopping.getAndSet(true)) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            actions.stop().run();
        };
        signals.handle("INT", stop);
        signals.handle("TERM", stop);
        signals.handle("HUP", actions.reload());
        signals.handle("USR1", actions.reopen());
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
                        return method.getName().equals("hashCode")
                                ? System.identityHashCode(proxy)
                                : proxy == arguments[0];
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

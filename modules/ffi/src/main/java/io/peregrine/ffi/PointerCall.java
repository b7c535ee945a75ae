package io.peregrine.ffi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;

/**
 * Calls of foreign functions whose parameters are pointers and whose result is a pointer, an integer or nothing, without an allocation: for calls
 * that are made for every event. Pointers are addresses.
 *
 * <p>On the processors that Peregrine runs on (System V x86-64, AAPCS64) each fills a 64-bit register; of an integer result the low bits count, of a
 * missing result nothing does.
 */
public final class PointerCall {
    private static final MethodHandle WITH_0 = handle(0);
    private static final MethodHandle WITH_1 = handle(1);
    private static final MethodHandle WITH_2 = handle(2);
    private static final MethodHandle WITH_3 = handle(3);
    private static final MethodHandle WITH_4 = handle(4);

    private PointerCall() {}

    private static MethodHandle handle(int parameters) {
        return Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        Collections.nCopies(parameters, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new)));
    }

    /** Calls a function without parameters. */
    public static long call(MemorySegment function) {
        try {
            return (long) WITH_0.invokeExact(function);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Calls a function with one parameter. */
    public static long call(MemorySegment function, long first) {
        try {
            return (long) WITH_1.invokeExact(function, first);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Calls a function with two parameters. */
    public static long call(MemorySegment function, long first, long second) {
        try {
            return (long) WITH_2.invokeExact(function, first, second);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Calls a function with three parameters. */
    public static long call(MemorySegment function, long first, long second, long third) {
        try {
            return (long) WITH_3.invokeExact(function, first, second, third);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Calls a function with four parameters. */
    public static long call(MemorySegment function, long first, long second, long third, long fourth) {
        try {
            return (long) WITH_4.invokeExact(function, first, second, third, fourth);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}

package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;

/**
 * Makes functions that foreign code can call, of Java methods whose parameters and result are {@code long}: pointers are addresses, an
 * integer counts by its low bits. They stay to the end of the process.
 *
 * <p>An exception that left such a method would end the process: everything is caught, and the function returns its answer for failures.
 */
public final class Upcall {
    private Upcall() {}

    /**
     * The address of a new function.
     *
     * @param lookup may see the method
     * @param receiver the object whose method is called, by any thread
     * @param method the name of the method
     * @param parameters how many it has
     * @param onFailure what the function returns when the method throws
     */
    public static MemorySegment of(
            MethodHandles.Lookup lookup, Object receiver, String method, int parameters, long onFailure) {
        MethodType type = MethodType.methodType(
                long.class, Collections.nCopies(parameters, long.class).toArray(Class<?>[]::new));
        try {
            MethodHandle target = lookup.bind(receiver, method, type);
            MethodHandle failed =
                    MethodHandles.dropArguments(MethodHandles.constant(long.class, onFailure), 0, Throwable.class);
            MethodHandle guarded = MethodHandles.catchException(target, Throwable.class, failed);
            FunctionDescriptor descriptor = FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    Collections.nCopies(parameters, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
            return Linker.nativeLinker().upcallStub(guarded, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no such method: " + method, e);
        }
    }
}

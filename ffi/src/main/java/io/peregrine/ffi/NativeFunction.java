package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** A native function by name. For the set-up path: a call boxes its arguments and allocates. */
final class NativeFunction {
    /** Shorthands of the layouts of C types. */
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle handle;

    private NativeFunction(MethodHandle handle) {
        this.handle = handle;
    }

    /** What a call returned, and the error number that it left behind. */
    record Result(Object value, int errno) {
        int asInt() {
            return (Integer) value;
        }

        long asLong() {
            return (Long) value;
        }

        MemorySegment asPointer() {
            return (MemorySegment) value;
        }
    }

    static NativeFunction of(SymbolLookup library, String name, MemoryLayout result, MemoryLayout... parameters) {
        MemorySegment symbol = library.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the native library has no function " + name));
        FunctionDescriptor type =
                result == null ? FunctionDescriptor.ofVoid(parameters) : FunctionDescriptor.of(result, parameters);
        return new NativeFunction(
                Linker.nativeLinker().downcallHandle(symbol, type, Linker.Option.captureCallState("errno")));
    }

    Result call(Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            List<Object> all = new ArrayList<>(arguments.length + 1);
            all.add(state);
            all.addAll(List.of(arguments));
            Object value = handle.invokeWithArguments(all);
            return new Result(value, (int) ERRNO.get(state, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

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
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A native function by name whose parameters and result are integers or pointers. For the set-up path: a call boxes its arguments and allocates.
 *
 * <p>On the processors that Peregrine runs on (System V x86-64, AAPCS64) such a parameter fills a 64-bit register of which the function looks
 * at as much as its type says, and so does the result; a register that the function has no parameter for may hold anything. All functions that take
 * their parameters in registers therefore share one way of calling them: making one for each function took a third of a second at every start.
 */
final class NativeFunction {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodType SPREAD =
            MethodType.methodType(long.class, MemorySegment.class, MemorySegment.class, long[].class);

    /** The fewest registers that are filled: x86-64 has six for parameters, AArch64 eight. */
    private static final int REGISTERS = 6;

    /** By number of registers: takes the function's address, room for the error number and the parameters. */
    private static final Map<Integer, MethodHandle> CALLERS = new ConcurrentHashMap<>();

    /** Room for the error number that a call leaves behind, which is read before the thread's next call. */
    private static final ThreadLocal<MemorySegment> LEFT_BEHIND =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private final MemorySegment function;

    private NativeFunction(MemorySegment function) {
        this.function = function;
    }

    /** What a call returned, read as the function's type says, and the error number that it left behind. */
    record Result(long value, int errno) {
        int asInt() {
            return (int) value;
        }

        long asLong() {
            return value;
        }

        MemorySegment asPointer() {
            return MemorySegment.ofAddress(value);
        }
    }

    static NativeFunction of(SymbolLookup library, String name) {
        return new NativeFunction(library.find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the native library has no function " + name)));
    }

    /**
     * Calls it.
     *
     * @param arguments of the types Integer, Long, Boolean and MemorySegment (native memory, for a pointer)
     */
    Result call(Object... arguments) {
        long[] registers = new long[Math.max(REGISTERS, arguments.length)];
        for (int i = 0; i < arguments.length; i++) {
            registers[i] = register(arguments[i]);
        }
        MemorySegment state = LEFT_BEHIND.get();
        try {
            long value = (long) CALLERS.computeIfAbsent(registers.length, NativeFunction::caller)
                    .invokeExact(function, state, registers);
            return new Result(value, (int) ERRNO.get(state, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    private static long register(Object argument) {
        if (argument instanceof Integer number) {
            return number;
        }
        if (argument instanceof Long number) {
            return number;
        }
        if (argument instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (argument instanceof MemorySegment pointer && pointer.isNative()) {
            return pointer.address();
        }
        throw new IllegalArgumentException("not for a register: " + argument);
    }

    private static MethodHandle caller(int parameters) {
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                Collections.nCopies(parameters, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
        return Linker.nativeLinker()
                .downcallHandle(type, Linker.Option.captureCallState("errno"))
                .asSpreader(long[].class, parameters)
                .asType(SPREAD);
    }
}

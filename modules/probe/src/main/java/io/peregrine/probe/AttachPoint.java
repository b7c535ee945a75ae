package io.peregrine.probe;

import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A place in the kernel where one of the programs can be attached, and the calls and tracepoints that need it. */
public enum AttachPoint {
    /** The end of every system call. */
    CALL_END("on_sys_exit", List.of()),
    /** The beginning of every system call: takes arguments that another thread could rewrite. */
    CALL_BEGIN("on_sys_enter", List.of()),
    /**
     * The beginning of open, by 64-bit code alone, and so for the next four: takes the same arguments where no other call pays for it, by one of two
     * programs.
     */
    OPEN_BEGIN("on_enter_open", List.of("open")),
    /** The beginning of creat. */
    CREAT_BEGIN("on_enter_creat", List.of("creat")),
    /** The beginning of openat. */
    OPENAT_BEGIN("on_enter_openat", List.of("openat")),
    /** The beginning of openat2. */
    OPENAT2_BEGIN("on_enter_openat2", List.of("openat2")),
    /** The beginning of connect. */
    CONNECT_BEGIN("on_enter_connect", List.of("connect")),
    /** A new program in a process. */
    EXEC("on_exec", List.of("execve", "execveat")),
    /** The end of a thread. */
    EXIT("on_exit", List.of("sched_process_exit")),
    /** A new process, where the child's first return is not traced. */
    FORK("on_fork", List.of("clone", "clone3", "fork", "vfork")),
    /** A new task, before it runs: what was left out {@linkplain LeftOut#UNTIL_NEEDED until needed} is needed now. No call needs it. */
    COPY("on_copy", List.of()),
    /** A signal that reaches its process. */
    SIGNAL("on_signal", List.of("signal_deliver")),
    /** Another thread on a processor. */
    SWITCH("on_switch", List.of("sched_switch")),
    /** A page fault in user code. */
    USER_PAGE_FAULT("on_user_page_fault", List.of("page_fault_user")),
    /** A page fault in the kernel. */
    KERNEL_PAGE_FAULT("on_kernel_page_fault", List.of("page_fault_kernel"));

    /** What the names of programs in functions begin with. */
    static final String FUNCTION_PROGRAM = "on_function_";

    private static final String ENTRY_PROGRAM = "on_enter_";

    private final String program;
    private final Set<Integer> causes;

    AttachPoint(String program, List<String> causes) {
        this.program = program;
        this.causes = causes.stream()
                .map(name -> SyscallTable.byName(name).orElseThrow().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name of the C function. */
    String program() {
        return program;
    }

    /** Where arguments are taken that another thread could rewrite. */
    static final Set<AttachPoint> ENTRIES = Collections.unmodifiableSet(EnumSet.range(CALL_BEGIN, CONNECT_BEGIN));

    /** Those of single calls. */
    static final Set<AttachPoint> SINGLE_CALLS = Collections.unmodifiableSet(EnumSet.range(OPEN_BEGIN, CONNECT_BEGIN));

    /** The program in the function of a single call, which takes the same as {@link #program()}. */
    String functionProgram() {
        return program.replace(ENTRY_PROGRAM, FUNCTION_PROGRAM);
    }

    /** The name of the tracepoint of a single call in the folder {@code events/syscalls} of tracefs. */
    String tracepoint() {
        return program.replace(ENTRY_PROGRAM, "sys_enter_");
    }

    /** Whether a machine has one of the calls that it is for. */
    boolean isOf(Architecture machine) {
        return causes.stream()
                .anyMatch(id -> machine.number(SyscallTable.byId(id).orElseThrow()) >= 0);
    }

    /**
     * Where programs must be attached to report these calls and tracepoints (portable ids), of the programs that a machine has. Of the two ways to
     * take arguments when calls begin both are named.
     */
    static Set<AttachPoint> neededFor(Set<Integer> ids, Set<String> programs) {
        Set<AttachPoint> needed = EnumSet.noneOf(AttachPoint.class);
        for (AttachPoint point : values()) {
            if (programs.contains(point.program) && point.isNeeded(ids)) {
                needed.add(point);
            }
        }
        return needed;
    }

    private boolean isNeeded(Set<Integer> ids) {
        return switch (this) {
            case CALL_END ->
                !Arrays.stream(values())
                        .flatMap(point -> point.causes.stream())
                        .filter(cause -> SyscallTable.byId(cause).orElseThrow().x86Number() < 0)
                        .collect(Collectors.toSet())
                        .containsAll(ids);
            case CALL_BEGIN -> CallTable.needsEntry(ids);
            default -> causes.stream().anyMatch(ids::contains);
        };
    }
}

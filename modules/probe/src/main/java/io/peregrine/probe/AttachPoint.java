package io.peregrine.probe;

import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
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
    /** A new program in a process. */
    EXEC("on_exec", List.of("execve", "execveat")),
    /** The end of a thread. */
    EXIT("on_exit", List.of("sched_process_exit")),
    /** A new process, where the child's first return is not traced. */
    FORK("on_fork", List.of("clone", "clone3", "fork", "vfork")),
    /** A signal that reaches its process. */
    SIGNAL("on_signal", List.of("signal_deliver")),
    /** Another thread on a processor. */
    SWITCH("on_switch", List.of("sched_switch")),
    /** A page fault in user code. */
    USER_PAGE_FAULT("on_user_page_fault", List.of("page_fault_user")),
    /** A page fault in the kernel. */
    KERNEL_PAGE_FAULT("on_kernel_page_fault", List.of("page_fault_kernel"));

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

    /** Where programs must be attached to report these calls and tracepoints (portable ids), of the programs that a machine has. */
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

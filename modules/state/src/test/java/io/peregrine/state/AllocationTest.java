package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Events that change no state allocate nothing. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Scenario scenario = new Scenario();

    AllocationTest() {
        scenario.exec(100, 100, "busy");
        scenario.event(100, EventCodes.SYSCALL_CHDIR_X, "res", 0, "path", "/srv");
        scenario.event(100, EventCodes.SOCKET_SOCKET_X, "fd", 3, "domain", 2, "type", 2, "proto", 0);
        scenario.event(100, EventCodes.SYSCALL_OPEN_X, "fd", 4, "name", "/f", "flags", 1, "mode", 0);
    }

    /** The bytes that the event costs, once it is at home in the caches. */
    private long bytesPerEvent(Runnable build) {
        build.run();
        EventContext context = scenario.context;
        EventView event = context.event();
        long before = 0;
        for (int i = 0; i < 2 * ROUNDS; i++) {
            if (i == ROUNDS) {
                before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            }
            scenario.engine.process(context);
        }
        assertThat(event.code()).isPositive();
        return (threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before) / ROUNDS;
    }

    @Test
    void aCallThatStateDoesNotKnow() {
        assertThat(bytesPerEvent(() -> scenario.nothing(100))).isZero();
    }

    @Test
    void readsAndWritesOfAFile() {
        assertThat(bytesPerEvent(() ->
                        scenario.event(100, EventCodes.SYSCALL_READ_X, "res", 4, "data", "text", "fd", 4, "size", 4)))
                .isZero();
        assertThat(bytesPerEvent(() ->
                        scenario.event(100, EventCodes.SYSCALL_WRITE_X, "res", 4, "data", "text", "fd", 4, "size", 4)))
                .isZero();
    }

    @Test
    void aDatagramToTheSamePeer() {
        byte[] tuple = {2, 10, 0, 0, 1, 80, 1, 10, 0, 0, 2, 90, 1};
        assertThat(bytesPerEvent(() -> scenario.event(
                        100, EventCodes.SOCKET_SENDTO_X, "res", 4, "data", "ping", "fd", 3, "size", 4, "tuple", tuple)))
                .isZero();
    }

    @Test
    void memoryFigures() {
        assertThat(bytesPerEvent(() -> scenario.event(
                        100, EventCodes.SYSCALL_BRK_4_X, "res", 1, "vm_size", 2, "vm_rss", 3, "vm_swap", 4, "addr", 5)))
                .isZero();
    }

    @Test
    void aFailedCall() {
        assertThat(bytesPerEvent(() -> scenario.event(
                        100, EventCodes.SYSCALL_OPEN_X, "fd", -2, "name", "/nothing", "flags", 1, "mode", 0)))
                .isZero();
        assertThat(bytesPerEvent(
                        () -> scenario.event(100, EventCodes.SYSCALL_EXECVE_19_X, "res", -2, "exe", "x", "pid", 100)))
                .isZero();
    }

    @Test
    void aUserThatStaysTheSame() {
        assertThat(bytesPerEvent(() -> scenario.event(100, EventCodes.SYSCALL_SETUID_X, "res", 0, "uid", 0)))
                .isZero();
    }
}

package io.peregrine.probe;

import io.peregrine.schema.Ia32Table;
import java.util.List;
import java.util.Map;

/**
 * How calls of 32-bit x86 code find their programs: by the number of the 64-bit call that does the same, or, when there is none, by a number
 * at the end of the table that no 64-bit call has.
 */
final class CompatCalls {
    /** The multiplexer of all socket calls. */
    static final int SOCKETCALL = 102;

    /** Calls of their own: name in the table of calls, 32-bit number (-1: reached through socketcall alone), number of the program. */
    static final List<Own> OWN = List.of(
            new Own("send", -1, 511),
            new Own("recv", -1, 510),
            new Own("_llseek", 140, 509),
            new Own("mmap2", 192, 508),
            new Own("stat64", 195, 507),
            new Own("lstat64", 196, 506),
            new Own("fstat64", 197, 505),
            new Own("umount", 22, 504));

    /** The calls behind socketcall, by its first argument (from 1), as in {@code linux/net.h}. */
    static final List<String> SOCKET_CALLS = List.of(
            "socket",
            "bind",
            "connect",
            "listen",
            "accept",
            "getsockname",
            "getpeername",
            "socketpair",
            "send",
            "recv",
            "sendto",
            "recvfrom",
            "shutdown",
            "setsockopt",
            "getsockopt",
            "sendmsg",
            "recvmsg",
            "accept4",
            "recvmmsg",
            "sendmmsg");

    private static final Map<Integer, Own> OWN_BY_NUMBER = OWN.stream()
            .filter(call -> call.compatNumber() >= 0)
            .collect(java.util.stream.Collectors.toMap(Own::compatNumber, call -> call));

    private CompatCalls() {}

    /** A call that only 32-bit code has. */
    record Own(String name, int compatNumber, int number) {}

    /** The number of the program for a 32-bit number, 0 for none. */
    static int programNumber(int compatNumber) {
        Own own = OWN_BY_NUMBER.get(compatNumber);
        return own != null ? own.number() : Math.max(0, Ia32Table.nativeNumber(compatNumber));
    }
}

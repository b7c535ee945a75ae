package io.peregrine.fields.catalog;

import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** System calls by the number that this machine's kernel knows them by. */
final class NativeCalls {
    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));
    private static final Map<Integer, Integer> IDS =
            byNumber(ARM ? SyscallDescriptor::armNumber : SyscallDescriptor::x86Number);

    private NativeCalls() {}

    private static Map<Integer, Integer> byNumber(ToIntFunction<SyscallDescriptor> number) {
        return SyscallTable.all().stream()
                .filter(call -> number.applyAsInt(call) >= 0)
                .collect(Collectors.toUnmodifiableMap(
                        number::applyAsInt, SyscallDescriptor::id, (first, second) -> first));
    }

    /** The portable id of a call, 0 when the number is unknown. */
    static int id(int number) {
        return IDS.getOrDefault(number, 0);
    }
}

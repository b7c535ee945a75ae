package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.MetricsReporting;
import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugin.PluginMetric.Value;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code plugin_get_metrics}: an array of {@code ss_plugin_metric}, name at 0, type at 8, value at 16, type of the value at 24. */
final class NativeMetrics implements MetricsReporting {
    private static final long SIZE = 32;
    private static final int MOST = 4096;
    private static final int LONGEST_NAME = 511;

    private final NativePlugin plugin;

    NativeMetrics(NativePlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public List<PluginMetric> metrics() {
        return plugin.whileOpen(this::read).orElse(List.of());
    }

    private List<PluginMetric> read() {
        try (Arena room = Arena.ofConfined()) {
            long count = room.allocate(8, 8).address();
            long metrics = plugin.callsBesides().call(PluginSymbol.GET_METRICS, plugin.state(), count);
            int size = Math.clamp(Integer.toUnsignedLong(ProcessMemory.getInt(count)), 0, MOST);
            List<PluginMetric> read = new ArrayList<>();
            for (int i = 0; metrics != 0 && i < size; i++) {
                long at = metrics + SIZE * i;
                String name = ProcessMemory.text(ProcessMemory.getLong(at), LONGEST_NAME);
                boolean grows = ProcessMemory.getInt(at + 8) == 0;
                value(at).ifPresent(value -> read.add(new PluginMetric(name, grows, value)));
            }
            return read;
        }
    }

    private static Optional<Value> value(long at) {
        long bits = ProcessMemory.getLong(at + 16);
        return switch (ProcessMemory.getInt(at + 24)) {
            case 0 -> Optional.of(new Value.Unsigned(bits & 0xffffffffL));
            case 1, 6 -> Optional.of(new Value.Signed((int) bits));
            case 2 -> Optional.of(new Value.Unsigned(bits));
            case 3 -> Optional.of(new Value.Signed(bits));
            case 4 -> Optional.of(new Value.Fraction(Double.longBitsToDouble(bits)));
            case 5 -> Optional.of(new Value.Fraction(Float.intBitsToFloat((int) bits)));
            default -> Optional.empty();
        };
    }
}

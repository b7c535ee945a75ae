package io.peregrine.server.metrics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Map;

/** The virtual machine's own figures, under the names that dashboards for Java know. */
final class JavaMetrics {
    private JavaMetrics() {}

    static void write(PrometheusText text) {
        memory(text, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory(text, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            add(
                    text,
                    new PrometheusText.Name("jvm_buffer_pool_used_bytes", "gauge", "Used bytes of a buffer pool."),
                    Map.of("pool", pool.getName()),
                    pool.getMemoryUsed());
        }
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            Map<String, String> labels = Map.of("gc", collector.getName());
            add(
                    text,
                    new PrometheusText.Name("jvm_gc_collections_total", "counter", "Garbage collections."),
                    labels,
                    Math.max(0, collector.getCollectionCount()));
            text.add(
                    new PrometheusText.Name(
                            "jvm_gc_collection_seconds_total", "counter", "Time spent in garbage collections."),
                    labels,
                    String.format(Locale.ROOT, "%.3f", Math.max(0, collector.getCollectionTime()) / 1000.0));
        }
        add(
                text,
                new PrometheusText.Name("jvm_threads_current", "gauge", "Live threads."),
                Map.of(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void memory(PrometheusText text, String area, MemoryUsage usage) {
        Map<String, String> labels = Map.of("area", area);
        add(
                text,
                new PrometheusText.Name("jvm_memory_used_bytes", "gauge", "Used bytes of a memory area."),
                labels,
                usage.getUsed());
        add(
                text,
                new PrometheusText.Name(
                        "jvm_memory_max_bytes", "gauge", "Maximum bytes of a memory area, -1 for none."),
                labels,
                usage.getMax());
    }

    private static void add(PrometheusText text, PrometheusText.Name name, Map<String, String> labels, long value) {
        text.add(name, labels, Long.toString(value));
    }
}

package io.peregrine.container.metadata;

import io.peregrine.event.ByteString;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The labels of a container or a pod, by name. Immutable. */
public final class Labels {
    /** No labels. */
    public static final Labels NONE = new Labels(Map.of());

    private final SortedMap<String, ByteString> values = new TreeMap<>();
    private final ByteString text;

    /** These labels. */
    public Labels(Map<String, String> labels) {
        labels.forEach((name, value) -> values.put(name, ByteString.of(value)));
        text = ByteString.of(values.entrySet().stream()
                .filter(label -> !isInternal(label.getKey()))
                .map(label -> label.getValue().isEmpty() ? label.getKey() : label.getKey() + ":" + label.getValue())
                .collect(Collectors.joining(", ")));
    }

    private static boolean isInternal(String name) {
        return name.startsWith("annotation.") || name.startsWith("io.kubernetes.");
    }

    /** Whether there is a label of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a label, empty when there is none: ask {@link #has} first. */
    public ByteString get(String name) {
        return values.getOrDefault(name, ByteString.EMPTY);
    }

    /** All labels but Kubernetes' own as {@code name:value}, sorted by name and joined by a comma and a blank. */
    public ByteString text() {
        return text;
    }

    /** All labels, sorted by name. */
    public Map<String, ByteString> all() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && labels.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}

package io.peregrine.app.read;

import io.peregrine.app.read.CaptureSummary.ProcessNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders processes so that each stands behind its parent. */
final class ProcessTree {
    private ProcessTree() {}

    /** A process, and how many ancestors of it stand above. */
    record Row(ProcessNode process, int depth) {}

    /** All processes, each once; numbers that were used again may make circles, which are cut somewhere. */
    static List<Row> rows(Map<Long, ProcessNode> processes) {
        Map<Long, List<ProcessNode>> children = new HashMap<>();
        List<ProcessNode> roots = new ArrayList<>();
        for (ProcessNode process : processes.values()) {
            if (processes.containsKey(process.parent())) {
                children.computeIfAbsent(process.parent(), parent -> new ArrayList<>())
                        .add(process);
            } else {
                roots.add(process);
            }
        }
        List<Row> rows = new ArrayList<>();
        Set<Long> placed = new HashSet<>();
        roots.forEach(root -> place(root, children, placed, rows));
        processes.values().forEach(rest -> place(rest, children, placed, rows));
        return rows;
    }

    private static void place(
            ProcessNode top, Map<Long, List<ProcessNode>> children, Set<Long> placed, List<Row> rows) {
        Deque<Row> open = new ArrayDeque<>(List.of(new Row(top, 0)));
        while (!open.isEmpty()) {
            Row row = open.pop();
            if (placed.add(row.process().pid())) {
                rows.add(row);
                children.getOrDefault(row.process().pid(), List.of())
                        .reversed()
                        .forEach(child -> open.push(new Row(child, row.depth() + 1)));
            }
        }
    }
}

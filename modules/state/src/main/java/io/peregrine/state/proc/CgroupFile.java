package io.peregrine.state.proc;

import io.peregrine.event.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code cgroup} of a thread: lines {@code number:controllers:path}, the one of version 2 without controllers. The five
 * subsystems that events report are always there, with the path of version 2 where version 1 has none.
 */
final class CgroupFile {
    private static final List<String> REPORTED = List.of("cpuset", "cpu", "cpuacct", "io", "memory");

    private CgroupFile() {}

    /** Items {@code subsystem=path}, each closed by a NUL. */
    static ByteString items(ByteString file) {
        Map<String, String> paths = new LinkedHashMap<>();
        String unified = "/";
        for (String line : ProcText.of(file)) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                unified = parts[2];
            } else {
                for (String controller : parts[1].split(",")) {
                    paths.put(controller.equals("blkio") ? "io" : controller, parts[2]);
                }
            }
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String subsystem : REPORTED) {
            ordered.put(subsystem, paths.getOrDefault(subsystem, unified));
        }
        paths.forEach(ordered::putIfAbsent);
        StringBuilder items = new StringBuilder();
        ordered.forEach((subsystem, path) ->
                items.append(subsystem).append('=').append(path).append('\0'));
        return ProcText.bytes(items.toString());
    }
}

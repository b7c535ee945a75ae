package io.peregrine.authoring.suggest;

import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which fields of alerts say who did what, the next time too: no numbers of processes, no times, no names that are made up anew. */
final class StableFields {
    /** Fields that say it best, in the order in which an exception names them. */
    private static final List<String> FIRST = List.of(
            "container.image.repository",
            "proc.exepath",
            "proc.name",
            "proc.cmdline",
            "proc.pname",
            "user.name",
            "fd.name");

    private static final Pattern CHANGING = Pattern.compile(
            "(evt\\.(time|rawtime|num|args|info|latency|deltatime|cpu|count|res|hostname|type|dir|category|datetime|plugininfo).*)"
                    + "|(.*\\.(pid|vpid|tid|vtid|ppid|pvpid|apid|sid|sname|pgid|ino|hash|uuid|uid|gid|loginuid|loginname|tty|duration|nthreads|pcmdline"
                    + "|auditid|auditId|resourceVersion|useragent|ctime.*|mtime.*|.*_ts))"
                    + "|(thread\\..*|container\\.(id|full_id|name|start_ts|image\\.(id|tag|digest)|image|ip|created_time|duration)|k8s\\.pod\\..*|proc\\.aname.*"
                    + "|proc\\.args|proc\\.exe|proc\\.acmdline.*|proc\\.aexe.*|fd\\.(num|cport|cip|client.*|lport|lip))");

    /** Programs that run whatever they are given: their command line says what it is. */
    private static final Set<String> RUNNERS = Set.of(
            "sh", "bash", "dash", "ash", "zsh", "ksh", "busybox", "perl", "ruby", "node", "php", "java", "env",
            "python", "python2", "python3");

    private static final Pattern CONNECTION = Pattern.compile(".*:\\d+->.*");

    private StableFields() {}

    /** The fields that all of these alerts show with a value, best first. */
    static List<String> of(List<RecordedAlert> alerts, FieldCatalog catalog) {
        List<String> fields = new ArrayList<>();
        for (String field : FIRST) {
            if (isStable(field, alerts, catalog) && !isNeedless(field, alerts)) {
                fields.add(field);
            }
        }
        alerts.getFirst().fields().keySet().stream()
                .filter(field -> !FIRST.contains(field) && isStable(field, alerts, catalog))
                .sorted()
                .forEach(fields::add);
        return fields;
    }

    private static boolean isStable(String field, List<RecordedAlert> alerts, FieldCatalog catalog) {
        Optional<FieldInfo> known = catalog.find(field.replaceFirst("\\[.*", ""));
        return known.isPresent()
                && !known.get().list()
                && !CHANGING.matcher(field).matches()
                && alerts.stream().allMatch(alert -> isValue(field, alert));
    }

    /** Without a value there is nothing to compare, and the ends of a connection are others the next time. */
    private static boolean isValue(String field, RecordedAlert alert) {
        return alert.value(field)
                .filter(text -> !text.isEmpty()
                        && !text.equals("<NA>")
                        && !CONNECTION.matcher(text).matches()
                        && text.chars().noneMatch(Character::isISOControl))
                .isPresent();
    }

    /** A name says nothing beside the path, and a command line nothing beside a file, unless the program is one that runs others. */
    private static boolean isNeedless(String field, List<RecordedAlert> alerts) {
        return switch (field) {
            case "proc.name" -> alerts.stream().allMatch(alert -> isValue("proc.exepath", alert));
            case "proc.cmdline" -> alerts.stream().allMatch(alert -> isValue("fd.name", alert) && !isRunner(alert));
            default -> false;
        };
    }

    private static boolean isRunner(RecordedAlert alert) {
        String program =
                alert.value("proc.exepath").or(() -> alert.value("proc.name")).orElse("");
        return RUNNERS.contains(program.substring(program.lastIndexOf('/') + 1).replaceFirst("[0-9.]+$", ""))
                || RUNNERS.contains(program.substring(program.lastIndexOf('/') + 1));
    }
}

package io.peregrine.probe;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a program and its descendants did, told in a way that is the same in every run: the threads by the order of their creation, each with its events as lines in
 * which thread ids are these orders.
 */
final class FamilyHistory {
    /** What the machine decides: faults, switches, and whether a thread must wait for another. */
    private static final Set<Integer> UNPREDICTABLE =
            Set.of(EventCodes.PAGE_FAULT_E, EventCodes.SCHEDSWITCH_6_E, EventCodes.SYSCALL_FUTEX_X);

    /** The call that begins anew when the kernel interrupts it; several in a row count as one. */
    private static final String WAITS = "GENERIC_X ID=wait4 nativeID=61";

    private static final Pattern CHOSEN_PORT = Pattern.compile(":[3-6]\\d{4}");

    private final Map<String, String> ports = new HashMap<>();
    private final Map<Long, Integer> order = new HashMap<>();
    private final List<List<String>> threads = new ArrayList<>();

    private FamilyHistory() {}

    /**
     * The history from the exec of a program on.
     *
     * @param program the path of the program
     * @param variations what is left out of the lines
     */
    static FamilyHistory of(List<SeenEvent> events, String program, Variations variations) {
        FamilyHistory history = new FamilyHistory();
        int start = 0;
        while (!startsProgram(events.get(start), program)) {
            start++;
        }
        List<SeenEvent> told = events.subList(start, events.size());
        SeenEvent first = told.getFirst();
        history.order.put(first.signed("ptid"), -1);
        for (long tid : members(told, first.tid())) {
            history.order.put(tid, history.threads.size());
            history.threads.add(new ArrayList<>());
        }
        for (SeenEvent event : told) {
            Integer thread = history.order.get(event.tid());
            if (thread != null && thread >= 0 && !UNPREDICTABLE.contains(event.code())) {
                history.add(thread, history.line(event, variations));
            }
        }
        return history;
    }

    private void add(int thread, String line) {
        List<String> lines = threads.get(thread);
        if (!line.equals(WAITS) || !lines.getLast().equals(WAITS)) {
            lines.add(line);
        }
    }

    private static boolean startsProgram(SeenEvent event, String program) {
        return event.code() == EventCodes.SYSCALL_EXECVE_19_X
                && event.signed("res") == 0
                && event.text("filename").equals(program);
    }

    /** The family's thread ids: ascending, which is the order of their creation. */
    private static Set<Long> members(List<SeenEvent> events, long root) {
        Set<Long> members = new TreeSet<>(Set.of(root));
        for (SeenEvent event : events) {
            if (event.descriptor().indexOf("vtid") >= 0) {
                if (members.contains(event.signed("ptid")) || members.contains(event.signed("pid"))) {
                    members.add(event.tid());
                }
            }
        }
        return members;
    }

    private String line(SeenEvent event, Variations variations) {
        StringBuilder line = new StringBuilder(event.constant());
        for (int i = 0; i < event.params().size(); i++) {
            ParamDescriptor param = event.descriptor().params().get(i);
            String value = variations.covers(event, param)
                    ? "~"
                    : value(event, param, event.params().get(i));
            line.append(' ').append(param.name()).append('=').append(value);
        }
        return line.toString();
    }

    private String value(SeenEvent event, ParamDescriptor param, byte[] value) {
        if (param.type() == ParamType.PID || param.type() == ParamType.INT64 && value.length == 8) {
            Integer thread = order.get(event.signed(param.name()));
            if (thread != null) {
                return thread < 0 ? "parent" : "thread" + thread;
            }
        }
        String text = EventText.value(param, value);
        return param.type() == ParamType.SOCKTUPLE || param.type() == ParamType.SOCKADDR ? namePorts(text) : text;
    }

    /** Ports that the kernel chose are told by the order in which they appear. */
    private String namePorts(String ends) {
        return CHOSEN_PORT.matcher(ends).replaceAll(port -> {
            ports.putIfAbsent(port.group(), "port" + ports.size());
            return ":" + ports.get(port.group());
        });
    }

    /** One list of lines for every thread, in the order of their creation. */
    List<List<String>> threads() {
        return threads;
    }
}

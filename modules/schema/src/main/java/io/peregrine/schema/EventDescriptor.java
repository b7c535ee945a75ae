package io.peregrine.schema;

import java.util.List;

/**
 * One event code: its name, kind and parameters.
 *
 * @param code the number on the wire; even codes are enter events, odd ones exit events
 * @param constant the constant's name, such as {@code SYSCALL_OPEN_X}
 * @param name the event's name in rules and outputs, such as {@code open}
 * @param source what produces it
 * @param category its family
 * @param flags the or of {@link EventFlag#bit()}
 * @param params its parameters in wire order; an event on the wire may carry fewer
 * @param roles the indexes of the parameters that have a role
 */
public record EventDescriptor(
        int code,
        String constant,
        String name,
        EventSourceKind source,
        EventCategory category,
        int flags,
        List<ParamDescriptor> params,
        ParamRoles roles) {
    public EventDescriptor {
        params = List.copyOf(params);
    }

    /** Whether the code has this property. */
    public boolean has(EventFlag flag) {
        return (flags & flag.bit()) != 0;
    }

    /** Whether this is the enter half of a pair ({@code evt.dir} is {@code >}). */
    public boolean isEnter() {
        return (code & 1) == 0;
    }

    /** The index of the parameter with this name, -1 when there is none. */
    public int indexOf(String param) {
        for (int i = 0; i < params.size(); i++) {
            if (params.get(i).name().equals(param)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the parameter with this role, -1 when there is none. */
    public int indexOf(ParamRole role) {
        return roles.indexOf(role);
    }

    /** The index of the descriptor of the directory in which a relative path begins, -1 when the path has none. */
    public int directoryOf(ParamRole path) {
        int index = indexOf(path);
        return index < 0 ? -1 : params.get(index).directoryParam();
    }
}

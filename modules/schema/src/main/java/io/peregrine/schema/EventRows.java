package io.peregrine.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the events that generated code adds: first the parameters, which events then name by their position. */
abstract class EventRows {
    private final List<ParamDescriptor> params = new ArrayList<>();
    private final List<EventDescriptor> events = new ArrayList<>();

    private final Map<ParamRole, Integer> roles = new EnumMap<>(ParamRole.class);

    /** Adds every parameter and then every event. */
    abstract void fill();

    final void param(String name, ParamType type, PrintFormat format) {
        params.add(new ParamDescriptor(name, type, format, Optional.empty(), -1, List.of()));
    }

    final void flags(String name, ParamType type, PrintFormat format, String set) {
        params.add(new ParamDescriptor(name, type, format, FlagSets.byName(set), -1, List.of()));
    }

    final void relative(String name, ParamType type, PrintFormat format, int directory) {
        params.add(new ParamDescriptor(name, type, format, Optional.empty(), directory, List.of()));
    }

    final void dynamic(String name, ParamType type, PrintFormat format, ParamDescriptor.Variant... variants) {
        params.add(new ParamDescriptor(name, type, format, Optional.empty(), -1, List.of(variants)));
    }

    /** A parameter of the event that comes next has a role. */
    final void role(ParamRole role, int index) {
        roles.put(role, index);
    }

    final void event(
            int code,
            String constant,
            String name,
            EventSourceKind source,
            EventCategory category,
            int flags,
            int... positions) {
        ParamDescriptor[] own = new ParamDescriptor[positions.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = params.get(positions[i]);
        }
        events.add(
                new EventDescriptor(code, constant, name, source, category, flags, List.of(own), ParamRoles.of(roles)));
        roles.clear();
    }

    List<EventDescriptor> events() {
        return events;
    }
}

package io.peregrine.schema;

import java.util.Map;

/** Which parameters of an event have a role. Immutable; a look-up is one access of an array. */
public final class ParamRoles {
    private static final ParamRole[] ALL = ParamRole.values();

    private final byte[] indexes = new byte[ALL.length];

    private ParamRoles(Map<ParamRole, Integer> given) {
        for (ParamRole role : ALL) {
            indexes[role.ordinal()] = given.getOrDefault(role, -1).byteValue();
        }
    }

    /** The roles of the parameters with these indexes. */
    static ParamRoles of(Map<ParamRole, Integer> indexes) {
        return new ParamRoles(indexes);
    }

    /** The index of the parameter with a role, -1 when there is none. */
    public int indexOf(ParamRole role) {
        return indexes[role.ordinal()];
    }
}

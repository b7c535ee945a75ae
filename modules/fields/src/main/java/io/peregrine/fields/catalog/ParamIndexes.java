package io.peregrine.fields.catalog;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each event code has a parameter with one name. */
final class ParamIndexes {
    /** The places of all parameters of a name. */
    private static final Map<String, List<Place>> PLACES = places();

    private ParamIndexes() {}

    private record Place(int code, int index) {}

    private static Map<String, List<Place>> places() {
        Map<String, List<Place>> places = new HashMap<>();
        for (EventDescriptor event : EventTable.all()) {
            for (int i = event.params().size() - 1; i >= 0; i--) { // of two with the same name the first is put last
                places.computeIfAbsent(event.params().get(i).name(), _ -> new ArrayList<>())
                        .add(new Place(event.code(), i));
            }
        }
        return places;
    }

    /** The index of the parameter by event code, -1 for a code that has none with this name. */
    static int[] of(String name) {
        int[] indexes = new int[EventCodes.COUNT];
        Arrays.fill(indexes, -1);
        for (Place place : PLACES.getOrDefault(name, List.of())) {
            indexes[place.code()] = place.index();
        }
        return indexes;
    }
}

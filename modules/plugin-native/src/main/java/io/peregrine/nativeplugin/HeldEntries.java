package io.peregrine.nativeplugin;

import io.peregrine.state.table.TableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries that an instance holds during a call, each under a number that stands for its pointer. Owned by the thread that calls the plugin.
 */
final class HeldEntries {
    private static final long STEP = 16;

    /** An entry with how often it is held; one that was made and not added is held by nobody. */
    private static final class Place {
        private TableEntry entry;
        private int holds;
        private boolean created;
    }

    private final List<Place> places = new ArrayList<>();
    private int used;

    private Place next() {
        if (used == places.size()) {
            places.add(new Place());
        }
        return places.get(used++);
    }

    private long put(TableEntry entry, int holds, boolean created) {
        Place place = next();
        place.entry = entry;
        place.holds = holds;
        place.created = created;
        return used * STEP;
    }

    /** Holds an entry; one that is held already keeps its pointer. */
    long hold(TableEntry entry) {
        for (int i = 0; i < used; i++) {
            Place place = places.get(i);
            if (place.entry == entry && place.holds > 0) {
                place.holds++;
                return (i + 1) * STEP;
            }
        }
        return put(entry, 1, false);
    }

    /** Keeps an entry that is in no table yet. */
    long create(TableEntry entry) {
        return put(entry, 0, true);
    }

    private Optional<Place> place(long pointer) {
        long index = pointer / STEP - 1;
        return pointer % STEP == 0 && index >= 0 && index < used
                ? Optional.of(places.get((int) index)).filter(place -> place.entry != null)
                : Optional.empty();
    }

    /** The entry behind a pointer. */
    Optional<TableEntry> entry(long pointer) {
        return place(pointer).map(place -> place.entry);
    }

    /** Whether the entry behind a pointer is in no table yet. */
    boolean isCreated(long pointer) {
        return place(pointer).filter(place -> place.created).isPresent();
    }

    /** Forgets an entry that was made. */
    void forget(long pointer) {
        place(pointer).ifPresent(place -> {
            place.entry = null;
            place.created = false;
            place.holds = 0;
        });
    }

    /** What was made is in its table now, as this entry, and held under its pointer. */
    long added(long pointer, TableEntry entry) {
        Place place = place(pointer).orElseThrow();
        place.entry = entry;
        place.created = false;
        place.holds = 1;
        return pointer;
    }

    /** What was made is in its table now, as this entry, and held under another pointer. */
    long addedElsewhere(long pointer, TableEntry entry) {
        forget(pointer);
        return hold(entry);
    }

    /** Lets an entry go once; unknown pointers are ignored. */
    void release(long pointer) {
        place(pointer).filter(place -> place.holds > 0).ifPresent(place -> place.holds--);
    }

    /** Lets all go. */
    void clear() {
        for (int i = 0; i < used; i++) {
            places.get(i).entry = null;
            places.get(i).holds = 0;
            places.get(i).created = false;
        }
        used = 0;
    }
}

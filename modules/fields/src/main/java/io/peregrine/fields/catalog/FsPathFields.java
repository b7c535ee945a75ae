package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.FieldClass;
import io.peregrine.fields.Slot;
import io.peregrine.filter.field.EventScope;
import io.peregrine.state.EventContext;
import java.util.List;
import java.util.Set;

/** The fields of the paths that calls such as unlink, rename and mount name without opening them. */
public final class FsPathFields {
    private FsPathFields() {}

    /** The class {@code fs.path}. */
    public static FieldClass all() {
        return new FieldClass(
                "fs.path",
                "",
                "The paths that a call names, for calls that work on paths: unlink, rename, link, mount and others, and opens. They"
                        + " have values when the call succeeded.",
                Set.of("syscall"),
                List.of(
                        field("fs.path.name", "The path of a call that names one, made absolute.")
                                .text(path(PathPlaces.NAMES, Role.NAME))
                                .within(scope(PathPlaces.NAMES)),
                        field("fs.path.nameraw", "The path of a call that names one, as the program gave it.")
                                .text(raw(PathPlaces.NAMES))
                                .within(scope(PathPlaces.NAMES)),
                        field(
                                        "fs.path.source",
                                        "The first path of a call that names two, such as a rename, made absolute.")
                                .text(path(PathPlaces.SOURCES, Role.SOURCE))
                                .within(scope(PathPlaces.SOURCES)),
                        field("fs.path.sourceraw", "The first path of a call that names two, as the program gave it.")
                                .text(raw(PathPlaces.SOURCES))
                                .within(scope(PathPlaces.SOURCES)),
                        field(
                                        "fs.path.target",
                                        "The second path of a call that names two, such as a rename, made absolute.")
                                .text(path(PathPlaces.TARGETS, Role.TARGET))
                                .within(scope(PathPlaces.TARGETS)),
                        field("fs.path.targetraw", "The second path of a call that names two, as the program gave it.")
                                .text(raw(PathPlaces.TARGETS))
                                .within(scope(PathPlaces.TARGETS))));
    }

    /** Which of a call's paths is meant. */
    enum Role {
        NAME,
        SOURCE,
        TARGET
    }

    private static EventScope scope(PathPlaces.Place[] places) {
        return EventScope.of(event -> places[event.code()] != null);
    }

    private static BytesExtractor raw(PathPlaces.Place[] places) {
        return (context, out) -> PathPlaces.read(context, places, out);
    }

    private static BytesExtractor path(PathPlaces.Place[] places, Role role) {
        return (context, out) -> absolute(context, places, role, out);
    }

    private static boolean absolute(EventContext context, PathPlaces.Place[] places, Role role, Slot out) {
        Slot path = out.part();
        return PathPlaces.read(context, places, path)
                && !context.thread().isNone()
                && PathBases.join(context, role, path, out);
    }
}

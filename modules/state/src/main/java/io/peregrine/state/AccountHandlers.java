package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;

/** The events that announce and withdraw users and groups. */
final class AccountHandlers {
    private AccountHandlers() {}

    /** A user appeared. One of a container only counts when the container's own list has it. */
    static void userAdded(EventContext context) {
        EventView event = context.event();
        User user = new User(
                event.unsigned(Positions.USER_ADDED_E.UID) & Credentials.NO_ID,
                event.unsigned(Positions.USER_ADDED_E.GID) & Credentials.NO_ID,
                Params.text(event, Positions.USER_ADDED_E.NAME),
                Params.text(event, Positions.USER_ADDED_E.HOME),
                Params.text(event, Positions.USER_ADDED_E.SHELL));
        context.tables().users().announce(Params.text(event, Positions.USER_ADDED_E.CONTAINER_ID), user);
    }

    /** A user has gone. */
    static void userDeleted(EventContext context) {
        EventView event = context.event();
        context.tables()
                .users()
                .remove(
                        Params.text(event, Positions.USER_DELETED_E.CONTAINER_ID),
                        event.unsigned(Positions.USER_DELETED_E.UID) & Credentials.NO_ID);
    }

    /** A group appeared. */
    static void groupAdded(EventContext context) {
        EventView event = context.event();
        Group group = new Group(
                event.unsigned(Positions.GROUP_ADDED_E.GID) & Credentials.NO_ID,
                Params.text(event, Positions.GROUP_ADDED_E.NAME));
        context.tables().groups().announce(Params.text(event, Positions.GROUP_ADDED_E.CONTAINER_ID), group);
    }

    /** A group has gone. */
    static void groupDeleted(EventContext context) {
        EventView event = context.event();
        context.tables()
                .groups()
                .remove(
                        Params.text(event, Positions.GROUP_DELETED_E.CONTAINER_ID),
                        event.unsigned(Positions.GROUP_DELETED_E.GID) & Credentials.NO_ID);
    }

    /** Whether a name is a directive of the name-service switch and no account. */
    static boolean isDirective(ByteString name) {
        return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
    }
}

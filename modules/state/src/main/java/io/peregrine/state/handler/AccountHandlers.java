package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.Credentials;
import io.peregrine.state.EventContext;
import io.peregrine.state.Group;
import io.peregrine.state.User;

/** The events that announce and withdraw users and groups. */
final class AccountHandlers {
    private AccountHandlers() {}

    /** A user appeared. One of a container only counts when the container's own list has it. */
    static void userAdded(EventContext context) {
        EventView event = context.event();
        User user = new User(
                event.unsigned(Positions.USER_ADDED_E.UID) & Credentials.NO_ID,
                event.unsigned(Positions.USER_ADDED_E.GID) & Credentials.NO_ID,
                EventTexts.text(event, Positions.USER_ADDED_E.NAME),
                EventTexts.text(event, Positions.USER_ADDED_E.HOME),
                EventTexts.text(event, Positions.USER_ADDED_E.SHELL));
        context.tables().users().announce(EventTexts.text(event, Positions.USER_ADDED_E.CONTAINER_ID), user);
    }

    /** A user has gone. */
    static void userDeleted(EventContext context) {
        EventView event = context.event();
        context.tables()
                .users()
                .remove(
                        EventTexts.text(event, Positions.USER_DELETED_E.CONTAINER_ID),
                        event.unsigned(Positions.USER_DELETED_E.UID) & Credentials.NO_ID);
    }

    /** A group appeared. */
    static void groupAdded(EventContext context) {
        EventView event = context.event();
        Group group = new Group(
                event.unsigned(Positions.GROUP_ADDED_E.GID) & Credentials.NO_ID,
                EventTexts.text(event, Positions.GROUP_ADDED_E.NAME));
        context.tables().groups().announce(EventTexts.text(event, Positions.GROUP_ADDED_E.CONTAINER_ID), group);
    }

    /** A group has gone. */
    static void groupDeleted(EventContext context) {
        EventView event = context.event();
        context.tables()
                .groups()
                .remove(
                        EventTexts.text(event, Positions.GROUP_DELETED_E.CONTAINER_ID),
                        event.unsigned(Positions.GROUP_DELETED_E.GID) & Credentials.NO_ID);
    }
}

package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;

/** The events that announce and withdraw users and groups. */
final class AccountHandlers {
    private AccountHandlers() {}

    /** A user appeared. One of a container only counts when the container's own list has it. */
    static void userAdded(EventContext context) {
        EventView event = context.event();
        User user = new User(
                event.unsigned(0) & Credentials.NO_ID,
                event.unsigned(1) & Credentials.NO_ID,
                Params.text(event, 2),
                Params.text(event, 3),
                Params.text(event, 4));
        context.tables().users().announce(Params.text(event, 5), user);
    }

    /** A user has gone. */
    static void userDeleted(EventContext context) {
        EventView event = context.event();
        context.tables().users().remove(Params.text(event, 5), event.unsigned(0) & Credentials.NO_ID);
    }

    /** A group appeared. */
    static void groupAdded(EventContext context) {
        EventView event = context.event();
        Group group = new Group(event.unsigned(0) & Credentials.NO_ID, Params.text(event, 1));
        context.tables().groups().announce(Params.text(event, 2), group);
    }

    /** A group has gone. */
    static void groupDeleted(EventContext context) {
        EventView event = context.event();
        context.tables().groups().remove(Params.text(event, 2), event.unsigned(0) & Credentials.NO_ID);
    }

    /** Whether a name is a directive of the name-service switch and no account. */
    static boolean isDirective(ByteString name) {
        return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
    }
}

package io.peregrine.capture.block;

import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import java.io.IOException;

/**
 * The list of users and groups. Texts stand behind their length of 16 bits.
 *
 * <pre>
 *  +---------------+-------+------+------+------+------+-------+
 *  | length        | 0: u8 | uid  | gid  | name | home | shell |   a user
 *  | u32, V2 alone |       | u32  | u32  | text | text | text  |
 *  +---------------+-------+------+------+------+------+-------+
 *  | length        | 1: u8 | gid  | name |                         a group
 *  +---------------+-------+------+------+
 * </pre>
 *
 * The length counts itself.
 */
public final class UserBlock {
    private static final int USER = 0;
    private static final int GROUP = 1;
    private static final int LONGEST_TEXT = 255;

    private UserBlock() {}

    /** Reads the list. */
    public static void read(BlockReader block, SnapshotConsumer consumer) throws IOException {
        boolean sized = block.type() == BlockType.USERS_V2;
        while (block.left() >= 4) {
            if (sized) {
                block.enter(Integer.toUnsignedLong(block.i32()) - 4);
            }
            if (block.u8() == USER) {
                consumer.user(new UserRecord(block.i32(), block.i32(), block.text(), block.text(), block.text()));
            } else {
                consumer.group(new GroupRecord(block.i32(), block.text()));
            }
            if (sized) {
                block.leave();
            }
        }
    }

    /** Writes a user into a block that has been begun. */
    public static void write(BlockBuffer buffer, UserRecord user) {
        buffer.enter();
        buffer.u8(USER).i32(user.uid()).i32(user.gid());
        buffer.text(user.name(), LONGEST_TEXT).text(user.home(), LONGEST_TEXT).text(user.shell(), LONGEST_TEXT);
        buffer.leave();
    }

    /** Writes a group into a block that has been begun. */
    public static void write(BlockBuffer buffer, GroupRecord group) {
        buffer.enter();
        buffer.u8(GROUP).i32(group.gid()).text(group.name(), LONGEST_TEXT);
        buffer.leave();
    }
}

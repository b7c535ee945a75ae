package io.peregrine.state.proc;

import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import io.peregrine.state.Accounts;
import io.peregrine.state.Group;
import io.peregrine.state.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users and groups from {@code /etc/passwd} and {@code /etc/group}, of the host and of the root of a process. */
public final class PasswordFiles implements Accounts {
    private static final int MAX_FILE = 4 << 20;

    private final ProcFiles files;

    /** The lists below the host's root. */
    public PasswordFiles(ProcFiles files) {
        this.files = files;
    }

    /** Hands over every user and group of the host. */
    void all(SnapshotConsumer consumer) {
        for (User user : users("")) {
            consumer.user(new UserRecord((int) user.uid(), (int) user.gid(), user.name(), user.home(), user.shell()));
        }
        for (Group group : groups("")) {
            consumer.group(new GroupRecord((int) group.gid(), group.name()));
        }
    }

    @Override
    public Optional<User> user(long uid) {
        return users("").stream().filter(user -> user.uid() == uid).findFirst();
    }

    @Override
    public Optional<Group> group(long gid) {
        return groups("").stream().filter(group -> group.gid() == gid).findFirst();
    }

    @Override
    public List<User> usersOf(long pid) {
        return hasOwnRoot(pid) ? users("/proc/" + pid + "/root") : List.of();
    }

    @Override
    public List<Group> groupsOf(long pid) {
        return hasOwnRoot(pid) ? groups("/proc/" + pid + "/root") : List.of();
    }

    /** Whether a process lives in a mount namespace other than the first process's. */
    private boolean hasOwnRoot(long pid) {
        Optional<ByteString> own = files.link("/proc/" + pid + "/ns/mnt");
        return own.isPresent() && !own.equals(files.link("/proc/1/ns/mnt"));
    }

    /** Lines {@code name:password:uid:gid:comment:home:shell}. */
    private List<User> users(String root) {
        List<User> users = new ArrayList<>();
        for (String[] parts : entries(root + "/etc/passwd", 7)) {
            long uid = Lines.number(parts[2], -1);
            long gid = Lines.number(parts[3], -1);
            if (uid >= 0 && gid >= 0) {
                users.add(new User(uid, gid, Lines.bytes(parts[0]), Lines.bytes(parts[5]), Lines.bytes(parts[6])));
            }
        }
        return users;
    }

    /** Lines {@code name:password:gid:members}. */
    private List<Group> groups(String root) {
        List<Group> groups = new ArrayList<>();
        for (String[] parts : entries(root + "/etc/group", 4)) {
            long gid = Lines.number(parts[2], -1);
            if (gid >= 0) {
                groups.add(new Group(gid, Lines.bytes(parts[0])));
            }
        }
        return groups;
    }

    private List<String[]> entries(String path, int fields) {
        List<String[]> entries = new ArrayList<>();
        files.read(path, MAX_FILE).ifPresent(file -> {
            for (String line : Lines.of(file)) {
                String[] parts = line.split(":", -1);
                if (parts.length == fields && !line.startsWith("+") && !line.startsWith("-")) {
                    entries.add(parts);
                }
            }
        });
        return entries;
    }
}

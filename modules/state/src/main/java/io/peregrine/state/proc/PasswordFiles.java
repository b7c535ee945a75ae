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
    private static final String USERS = "/etc/passwd";
    private static final String GROUPS = "/etc/group";
    private static final String NAMESPACE = "/ns/mnt";

    private final ProcFiles files;
    // What the first process has while it lives, once it could be read.
    private Optional<ByteString> hostNamespace = Optional.empty();
    private Optional<Object> hostRoot = Optional.empty();

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
    public Lists of(long pid) {
        if (pid == HOST) {
            return new Below("");
        }
        return hasOwnRoot(pid) ? new Below("/proc/" + pid + "/root") : Lists.NONE;
    }

    /** The lists below a root directory. */
    private final class Below implements Lists {
        private final String root;

        Below(String root) {
            this.root = root;
        }

        @Override
        public long userEdition() {
            return edition(root + USERS);
        }

        @Override
        public long groupEdition() {
            return edition(root + GROUPS);
        }

        @Override
        public List<User> users() {
            return PasswordFiles.this.users(root);
        }

        @Override
        public List<Group> groups() {
            return PasswordFiles.this.groups(root);
        }
    }

    private long edition(String path) {
        return files.status(path)
                .map(file -> (file.device() * 31 + file.inode()) * 31 + file.changed())
                .orElse(NO_LIST);
    }

    /**
     * Whether a process lives in a mount namespace other than the first process's, below a root directory of its own: a container that is being made has the namespace before it has left the
     * host's root.
     */
    private boolean hasOwnRoot(long pid) {
        Optional<ByteString> own = files.link("/proc/" + pid + NAMESPACE);
        if (hostNamespace.isEmpty()) {
            hostNamespace = files.link("/proc/1" + NAMESPACE);
        }
        return own.isPresent() && !own.equals(hostNamespace) && !isHostsRoot(files.key("/proc/" + pid + "/root"));
    }

    private boolean isHostsRoot(Optional<Object> root) {
        if (hostRoot.isEmpty()) {
            hostRoot = files.key("/");
        }
        return root.isPresent() && root.equals(hostRoot);
    }

    /** Lines {@code name:password:uid:gid:comment:home:shell}. */
    private List<User> users(String root) {
        List<User> users = new ArrayList<>();
        for (String[] parts : entries(root + USERS, 7)) {
            long uid = ProcText.number(parts[2], -1);
            long gid = ProcText.number(parts[3], -1);
            if (uid >= 0 && gid >= 0) {
                users.add(new User(
                        uid, gid, ProcText.bytes(parts[0]), ProcText.bytes(parts[5]), ProcText.bytes(parts[6])));
            }
        }
        return users;
    }

    /** Lines {@code name:password:gid:members}. */
    private List<Group> groups(String root) {
        List<Group> groups = new ArrayList<>();
        for (String[] parts : entries(root + GROUPS, 4)) {
            long gid = ProcText.number(parts[2], -1);
            if (gid >= 0) {
                groups.add(new Group(gid, ProcText.bytes(parts[0])));
            }
        }
        return groups;
    }

    private List<String[]> entries(String path, int fields) {
        List<String[]> entries = new ArrayList<>();
        files.read(path, MAX_FILE).ifPresent(file -> {
            for (String line : ProcText.of(file)) {
                String[] parts = line.split(":", -1);
                if (parts.length == fields && !line.startsWith("+") && !line.startsWith("-")) {
                    entries.add(parts);
                }
            }
        });
        return entries;
    }
}

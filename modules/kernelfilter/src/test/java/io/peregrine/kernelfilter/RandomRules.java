package io.peregrine.kernelfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes conditions of the kind that rules over calls have: an event type, results, paths, and things that no filter knows. */
final class RandomRules {
    private static final List<String> CALLS = List.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "unlink",
            "unlinkat",
            "rename",
            "renameat",
            "renameat2",
            "mkdir",
            "mkdirat",
            "rmdir",
            "chmod",
            "fchmodat",
            "chown",
            "fchownat",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "connect",
            "accept4",
            "socket",
            "bind",
            "recvfrom",
            "sendto",
            "close",
            "dup",
            "dup2",
            "fcntl",
            "read",
            "write",
            "chdir",
            "ptrace",
            "mount",
            "setuid",
            "access",
            "pipe2");
    private static final List<String> PATH_FIELDS = List.of(
            "fd.name",
            "fd.nameraw",
            "fd.directory",
            "fd.filename",
            "fs.path.name",
            "fs.path.nameraw",
            "fs.path.source",
            "fs.path.sourceraw",
            "fs.path.target",
            "fs.path.targetraw",
            "evt.arg.name",
            "evt.arg.path",
            "evt.arg[1]",
            "evt.arg[2]",
            "evt.arg.oldpath",
            "evt.arg.newpath",
            "evt.arg.linkpath",
            "evt.arg.target",
            "evt.arg.filename",
            "proc.cwd");
    private static final List<String> RESULTS = List.of(
            "evt.failed = false",
            "evt.failed = true",
            "evt.failed != true",
            "evt.rawres >= 0",
            "evt.rawres < 0",
            "evt.rawres = 0",
            "evt.rawres in (0, 3)",
            "evt.rawres > -1",
            "evt.rawres = -2",
            "evt.res = SUCCESS",
            "evt.res != SUCCESS",
            "evt.res = ENOENT",
            "evt.res in (SUCCESS, EINPROGRESS)",
            "evt.res in (EINPROGRESS, EACCES)",
            "fd.num >= 0",
            "fd.num > 2",
            "fd.num < 0",
            "fd.num in (3, 4)",
            "fd.num != -1",
            "evt.rawres >= 0 or evt.res = EINPROGRESS",
            "evt.dir = <",
            "evt.dir = >");
    private static final List<String> OTHERS = List.of(
            "fd.typechar = 'f'",
            "fd.type = file",
            "evt.is_open_read = true",
            "evt.is_open_write = true",
            "evt.is_open_create = true",
            "evt.is_open_exec = true",
            "evt.arg.flags contains O_TRUNC",
            "proc.name exists",
            "proc.nchilds >= 0",
            "user.uid = 0",
            "thread.ismain = true",
            "evt.arg.flags contains O_RDONLY",
            "evt.arg.domain contains AF_PACKET",
            "evt.arg.addr startswith 127.0.0.1:1",
            "evt.arg.addr startswith /nowhere",
            "fd.sport = 9",
            "fd.typechar in ('4', '6')",
            "evt.arg.domain = AF_NETLINK",
            "evt.arg.domain in (AF_INET, AF_INET6)",
            "evt.arg[1] contains AF_UNIX",
            "fd.name exists",
            "not fd.name exists",
            "proc.fdopencount > 3",
            "evt.count.error = 1",
            "fd.typechar != '4'",
            "fd.types exists");

    private final Random random;
    private final List<String> paths;

    RandomRules(long seed, List<String> paths) {
        this.random = new Random(seed);
        this.paths = paths;
    }

    String next() {
        String rest = condition(1 + random.nextInt(2));
        return switch (random.nextInt(8)) {
            case 0 -> rest;
            case 1 -> "evt.type = " + pick(CALLS) + " or (" + types() + " and " + rest + ")";
            default -> types() + " and " + rest;
        };
    }

    private String types() {
        List<String> names = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            names.add(pick(CALLS));
        }
        return "evt.type in (" + String.join(", ", names) + ")";
    }

    private String condition(int depth) {
        if (depth == 0) {
            String atom = atom();
            return random.nextInt(5) == 0 ? "not (" + atom + ")" : "(" + atom + ")";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(condition(depth - 1));
        }
        String joined = "(" + String.join(random.nextInt(3) == 0 ? " or " : " and ", parts) + ")";
        return random.nextInt(8) == 0 ? "not " + joined : joined;
    }

    private String atom() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> pick(RESULTS);
            case 2 -> pick(OTHERS);
            default -> path();
        };
    }

    private String path() {
        String field = pick(PATH_FIELDS);
        String path = pick(paths);
        int cut = 1 + random.nextInt(path.length());
        int slash = path.lastIndexOf('/');
        return switch (random.nextInt(12)) {
            case 0 -> field + " = " + quoted(path);
            case 1 -> field + " in (" + quoted(path) + ", " + quoted(pick(paths)) + ")";
            case 2 -> field + " startswith " + quoted(path.substring(0, cut));
            case 3 -> field + " endswith " + quoted(path.substring(cut - 1));
            case 4 -> field + " pmatch (" + quoted(piece(path, slash)) + ", " + quoted(pick(paths)) + ")";
            case 5 -> field + " glob " + quoted(path.substring(0, cut) + "*");
            case 6 -> field + " contains " + quoted(random.nextBoolean() ? "../" : path.substring(cut - 1));
            case 7 -> field + " startswith anyof (" + quoted(path.substring(0, cut)) + ", /etc/)";
            case 8 -> field + " endswith oneof (" + quoted(path.substring(cut - 1)) + ")";
            case 9 -> field + " = " + quoted(path.substring(slash + 1));
            case 10 -> field + " = " + quoted(path.substring(0, Math.max(1, slash)));
            default -> field + " != " + quoted(path);
        };
    }

    /** A path's directory, with and without slashes around it. */
    private String piece(String path, int slash) {
        int from = Math.min(random.nextInt(2), path.length() - 1);
        return path.substring(from, Math.max(from + 1, Math.max(0, slash) + random.nextInt(2)));
    }

    private static String quoted(String text) {
        return "\"" + text.replaceAll("[^ !#-\\[\\]-~]", "x") + "\"";
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

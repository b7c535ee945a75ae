package io.peregrine.state.handler;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.descriptor.DescriptorKind;
import java.util.function.IntFunction;

/** The handler of each event code. */
public final class Handlers {
    private final EventHandler[] byCode = new EventHandler[EventCodes.COUNT];

    private Handlers() {}

    /** All handlers by code, null for the codes that change nothing. */
    static EventHandler[] create(EventLookup lookup, Deferred deferred) {
        Handlers handlers = new Handlers();
        handlers.addProcesses(lookup, deferred);
        handlers.addFiles(deferred);
        handlers.addSockets();
        handlers.addAttributes();
        return handlers.byCode;
    }

    private void put(EventHandler handler, int... codes) {
        for (int code : codes) {
            byCode[code] = handler;
        }
    }

    private void putEach(IntFunction<EventHandler> handlerOf, int... codes) {
        for (int code : codes) {
            byCode[code] = handlerOf.apply(code);
        }
    }

    private void addProcesses(EventLookup lookup, Deferred deferred) {
        put(
                new CloneHandler(lookup),
                EventCodes.SYSCALL_CLONE_20_X,
                EventCodes.SYSCALL_FORK_20_X,
                EventCodes.SYSCALL_VFORK_20_X,
                EventCodes.SYSCALL_CLONE3_X);
        put(new ExecHandler(), EventCodes.SYSCALL_EXECVE_19_X, EventCodes.SYSCALL_EXECVEAT_X);
        put(new ExitHandler(deferred), EventCodes.PROCEXIT_1_E);
        put(
                new EnterHandler(),
                EventCodes.SYSCALL_OPEN_E,
                EventCodes.SYSCALL_CREAT_E,
                EventCodes.SYSCALL_OPENAT_2_E,
                EventCodes.SYSCALL_OPENAT2_E,
                EventCodes.SYSCALL_EXECVE_19_E,
                EventCodes.SYSCALL_EXECVEAT_E,
                EventCodes.SOCKET_CONNECT_E);
    }

    private void addFiles(Deferred deferred) {
        RecentOpens recent = new RecentOpens();
        putEach(
                code -> new OpenHandler(code, recent),
                EventCodes.SYSCALL_OPEN_X,
                EventCodes.SYSCALL_CREAT_X,
                EventCodes.SYSCALL_OPENAT_2_X,
                EventCodes.SYSCALL_OPENAT2_X,
                EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X);
        put(context -> CloseHandlers.close(context, deferred), EventCodes.SYSCALL_CLOSE_X);
        put(CloseHandlers::closeRange, EventCodes.SYSCALL_CLOSE_RANGE_X);
        put(DuplicateHandlers::dup, EventCodes.SYSCALL_DUP_1_X, EventCodes.SYSCALL_DUP2_X, EventCodes.SYSCALL_DUP3_X);
        put(DuplicateHandlers::fcntl, EventCodes.SYSCALL_FCNTL_X);
        put(DuplicateHandlers::pidfdGetfd, EventCodes.SYSCALL_PIDFD_GETFD_X);
        put(CreateHandlers::pipe, EventCodes.SYSCALL_PIPE_X, EventCodes.SYSCALL_PIPE2_X);
        put(CreateHandlers::memfd, EventCodes.SYSCALL_MEMFD_CREATE_X);
        put(new PidfdHandler(), EventCodes.SYSCALL_PIDFD_OPEN_X);
        addPlain(DescriptorKind.EVENT, -1, EventCodes.SYSCALL_EVENTFD_X);
        addPlain(DescriptorKind.EVENT, Positions.EVENTFD2_X.FLAGS, EventCodes.SYSCALL_EVENTFD2_X);
        addPlain(DescriptorKind.SIGNALFD, -1, EventCodes.SYSCALL_SIGNALFD_X);
        addPlain(DescriptorKind.SIGNALFD, Positions.SIGNALFD4_X.FLAGS, EventCodes.SYSCALL_SIGNALFD4_X);
        addPlain(DescriptorKind.TIMERFD, Positions.TIMERFD_CREATE_X.FLAGS, EventCodes.SYSCALL_TIMERFD_CREATE_X);
        addPlain(DescriptorKind.INOTIFY, -1, EventCodes.SYSCALL_INOTIFY_INIT_X);
        addPlain(DescriptorKind.INOTIFY, Positions.INOTIFY_INIT1_X.FLAGS, EventCodes.SYSCALL_INOTIFY_INIT1_X);
        addPlain(DescriptorKind.BPF, -1, EventCodes.SYSCALL_BPF_2_X);
        addPlain(DescriptorKind.USERFAULTFD, -1, EventCodes.SYSCALL_USERFAULTFD_X);
        addPlain(DescriptorKind.IO_URING, -1, EventCodes.SYSCALL_IO_URING_SETUP_X);
        addPlain(DescriptorKind.EVENTPOLL, -1, EventCodes.SYSCALL_EPOLL_CREATE_X);
        put(CreateHandlers::epollCreate1, EventCodes.SYSCALL_EPOLL_CREATE1_X);
    }

    private void addPlain(DescriptorKind kind, int flagsParam, int code) {
        put(context -> CreateHandlers.plain(context, kind, flagsParam), code);
    }

    private void addSockets() {
        put(CreateSocketHandlers::socket, EventCodes.SOCKET_SOCKET_X);
        put(CreateSocketHandlers::socketpair, EventCodes.SOCKET_SOCKETPAIR_X);
        put(new BindHandler(), EventCodes.SOCKET_BIND_X);
        put(new ConnectHandler(), EventCodes.SOCKET_CONNECT_X);
        put(new AcceptHandler(), EventCodes.SOCKET_ACCEPT_5_X, EventCodes.SOCKET_ACCEPT4_6_X);
        putEach(
                TransferHandler::reading,
                EventCodes.SYSCALL_READ_X,
                EventCodes.SYSCALL_READV_X,
                EventCodes.SYSCALL_PREAD_X,
                EventCodes.SYSCALL_PREADV_X,
                EventCodes.SOCKET_RECV_X,
                EventCodes.SOCKET_RECVFROM_X,
                EventCodes.SOCKET_RECVMSG_X,
                EventCodes.SOCKET_RECVMMSG_X);
        putEach(
                TransferHandler::writing,
                EventCodes.SYSCALL_WRITE_X,
                EventCodes.SYSCALL_WRITEV_X,
                EventCodes.SYSCALL_PWRITE_X,
                EventCodes.SYSCALL_PWRITEV_X,
                EventCodes.SOCKET_SEND_X,
                EventCodes.SOCKET_SENDTO_X,
                EventCodes.SOCKET_SENDMSG_X,
                EventCodes.SOCKET_SENDMMSG_X);
    }

    private void addAttributes() {
        put(DirectoryHandlers::chdir, EventCodes.SYSCALL_CHDIR_X, EventCodes.SYSCALL_GETCWD_X);
        put(DirectoryHandlers::fchdir, EventCodes.SYSCALL_FCHDIR_X);
        put(DirectoryHandlers::chroot, EventCodes.SYSCALL_CHROOT_X);
        put(
                CredentialHandlers.user(Positions.SETRESUID_X.EUID),
                EventCodes.SYSCALL_SETRESUID_X,
                EventCodes.SYSCALL_SETREUID_X);
        put(CredentialHandlers.user(Positions.SETUID_X.UID), EventCodes.SYSCALL_SETUID_X);
        put(
                CredentialHandlers.group(Positions.SETRESGID_X.EGID),
                EventCodes.SYSCALL_SETRESGID_X,
                EventCodes.SYSCALL_SETREGID_X);
        put(CredentialHandlers.group(Positions.SETGID_X.GID), EventCodes.SYSCALL_SETGID_X);
        put(CredentialHandlers::capset, EventCodes.SYSCALL_CAPSET_X);
        put(context -> CredentialHandlers.namespace(context, Positions.UNSHARE_X.FLAGS), EventCodes.SYSCALL_UNSHARE_X);
        put(context -> CredentialHandlers.namespace(context, Positions.SETNS_X.NSTYPE), EventCodes.SYSCALL_SETNS_X);
        put(ProcessHandlers::setsid, EventCodes.SYSCALL_SETSID_X);
        put(ProcessHandlers::prctl, EventCodes.SYSCALL_PRCTL_X);
        put(ProcessHandlers::limit, EventCodes.SYSCALL_GETRLIMIT_X, EventCodes.SYSCALL_SETRLIMIT_X);
        put(ProcessHandlers::prlimit, EventCodes.SYSCALL_PRLIMIT_X);
        put(
                ProcessHandlers::memory,
                EventCodes.SYSCALL_BRK_4_X,
                EventCodes.SYSCALL_MMAP_X,
                EventCodes.SYSCALL_MMAP2_X,
                EventCodes.SYSCALL_MUNMAP_X);
        put(ProcessHandlers::contextSwitch, EventCodes.SCHEDSWITCH_6_E);
        put(AccountHandlers::userAdded, EventCodes.USER_ADDED_E);
        put(AccountHandlers::userDeleted, EventCodes.USER_DELETED_E);
        put(AccountHandlers::groupAdded, EventCodes.GROUP_ADDED_E);
        put(AccountHandlers::groupDeleted, EventCodes.GROUP_DELETED_E);
    }
}

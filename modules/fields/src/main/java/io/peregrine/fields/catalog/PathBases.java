package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.fields.Slot;
import io.peregrine.fields.param.Directories;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamRole;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;

/** The directories from which the paths of {@code fs.path} fields are seen. */
final class PathBases {
    private static final ByteString UNKNOWN = ByteString.of("<UNKNOWN>");

    private PathBases() {}

    /** Fills a slot with a path made absolute; always true. */
    static boolean join(EventContext context, FsPathFields.Role role, Slot path, Slot out) {
        boolean absolute = path.length() > 0 && path.bytes()[path.offset()] == '/';
        if (absolute) {
            return Directories.join(context, ByteString.EMPTY, path, out);
        }
        return switch (context.event().code()) {
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X -> opened(context, path, out);
            case EventCodes.SYSCALL_NEWFSTATAT_X,
                    EventCodes.SYSCALL_FCHOWNAT_X,
                    EventCodes.SYSCALL_FCHMODAT_X,
                    EventCodes.SYSCALL_MKDIRAT_X,
                    EventCodes.SYSCALL_UNLINKAT_2_X,
                    EventCodes.SYSCALL_MKNODAT_X -> Directories.join(context, eventDirectory(context), path, out);
            case EventCodes.SYSCALL_SYMLINKAT_X ->
                Directories.join(
                        context, role == FsPathFields.Role.SOURCE ? eventDirectory(context) : UNKNOWN, path, out);
            case EventCodes.SYSCALL_RENAMEAT2_X -> named(context, role == FsPathFields.Role.TARGET, path, out);
            case EventCodes.SYSCALL_RENAMEAT_X, EventCodes.SYSCALL_LINKAT_2_X ->
                context.compatibility().isExact()
                        ? Directories.join(context, context.thread().cwd(), path, out)
                        : named(context, isNew(context, role), path, out);
            default -> Directories.join(context, context.thread().cwd(), path, out);
        };
    }

    /** Whether a role means the new name: a rename's target, the source of a link's fields. */
    private static boolean isNew(EventContext context, FsPathFields.Role role) {
        boolean link = context.event().code() == EventCodes.SYSCALL_LINKAT_2_X;
        return role == (link ? FsPathFields.Role.SOURCE : FsPathFields.Role.TARGET);
    }

    /** A path of a call that takes two directories. Of renameat and linkat Falco takes the working directory instead. */
    private static boolean named(EventContext context, boolean isNew, Slot path, Slot out) {
        EventView event = context.event();
        int directory = event.descriptor().directoryOf(isNew ? ParamRole.TARGET : ParamRole.SOURCE);
        return Directories.join(context, event.signed(directory), path, out);
    }

    /** The name that the opened descriptor got, which is absolute already. */
    private static boolean opened(EventContext context, Slot path, Slot out) {
        Descriptor descriptor = context.descriptor();
        path.set(descriptor.isNone() ? UNKNOWN : descriptor.name());
        return Directories.join(context, ByteString.EMPTY, path, out);
    }

    /** The directory that the event is about, which its handler found behind the call's descriptor. */
    private static ByteString eventDirectory(EventContext context) {
        Descriptor descriptor = context.descriptor();
        return descriptor.kind() == DescriptorKind.DIRECTORY ? Directories.withSlash(descriptor.name()) : UNKNOWN;
    }
}

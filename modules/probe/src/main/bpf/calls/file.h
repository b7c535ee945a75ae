/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Files and directories by name. */
#pragma once

#include "../behind.h"

OPEN_CALL(open, 0, ARG(1), ARG(2))
{
	struct opened file = opened_file(RESULT);
	u32 flags = ARG(1);
	return COMPOSE(SYSCALL_OPEN_X, (s64, RESULT), (name, taken(call, entry, ARG(0)), ARG(0)), (u32, open_flags(flags) | opened_flags(&file)),
		       (u32, open_mode(flags, ARG(2))), (u32, file.device), (u64, file.inode));
}

OPEN_CALL(openat, 1, ARG(2), ARG(3))
{
	struct opened file = opened_file(RESULT);
	u32 flags = ARG(2);
	return COMPOSE(SYSCALL_OPENAT_2_X, (s64, RESULT), (fd, ARG(0)), (name, taken(call, entry, ARG(1)), ARG(1)),
		       (u32, open_flags(flags) | opened_flags(&file)), (u32, open_mode(flags, ARG(3))), (u32, file.device),
		       (u64, file.inode));
}

PATH_CALL(openat2, 1, 1)
{
	struct opened file = opened_file(RESULT);
	struct entry *entry = taken(call, entry_for(call), ARG(1));
	struct open_how how = {};
	if (entry)
		how = entry->how;
	else
		bpf_probe_read_user(&how, at_most(ARG(3), sizeof(how)), (void *)ARG(2));
	return COMPOSE(SYSCALL_OPENAT2_X, (s64, RESULT), (fd, ARG(0)), (name, entry, ARG(1)),
		       (u32, open_flags(how.flags) | opened_flags(&file)), (u32, open_mode(how.flags, how.mode)),
		       (u32, resolve_flags(how.resolve)), (u32, file.device), (u64, file.inode));
}

PATH_CALL(creat, 0, 0)
{
	struct opened file = opened_file(RESULT);
	u16 layer = file.layer == LAYER_UPPER ? PRG_CREAT_FLAGS__FD_UPPER_LAYER_CREAT :
		    file.layer == LAYER_LOWER ? PRG_CREAT_FLAGS__FD_LOWER_LAYER_CREAT :
						0;
	return COMPOSE(SYSCALL_CREAT_X, (s64, RESULT), (name, taken(call, entry_for(call), ARG(0)), ARG(0)), (u32, permission_bits(ARG(1))),
		       (u32, file.device), (u64, file.inode), (u16, layer));
}

CALL(open_by_handle_at)
{
	struct opened file = opened_file(RESULT);
	BEGIN(SYSCALL_OPEN_BY_HANDLE_AT_X);
	struct writer writer = resume(cpu), *w = &writer;
	PUT_ALL(w, (s64, RESULT), (fd, ARG(0)), (u32, open_flags(ARG(2)) | opened_flags(&file)))
	save(w);
	struct file *made = file_of(RESULT);
	if (made)
		put_file_path(cpu, made, 3);
	else
		put_empty(w, 3);
	writer = resume(cpu);
	PUT_ALL_FROM(4, w, (u32, file.device), (u64, file.inode))
	save(w);
	return END(SYSCALL_OPEN_BY_HANDLE_AT_X);
}

CALL(chdir)
{
	return COMPOSE(SYSCALL_CHDIR_X, (s64, RESULT), (string, ARG(0)));
}

CALL(fchdir)
{
	return FIXED(SYSCALL_FCHDIR_X, (s64, RESULT), (fd, ARG(0)));
}

CALL(chroot)
{
	return COMPOSE(SYSCALL_CHROOT_X, (s64, RESULT), (string, ARG(0)));
}

PATH_CALL(rename, 0, 1)
{
	return COMPOSE(SYSCALL_RENAME_X, (s64, RESULT), (string, ARG(0)), (string, ARG(1)));
}

PATH_CALL(renameat, 1, 3)
{
	return COMPOSE(SYSCALL_RENAMEAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (fd, ARG(2)), (string, ARG(3)));
}

PATH_CALL(renameat2, 1, 3)
{
	return COMPOSE(SYSCALL_RENAMEAT2_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (fd, ARG(2)), (string, ARG(3)),
		       (u32, ARG(4)));
}

PATH_CALL(unlink, 0, 0)
{
	return COMPOSE(SYSCALL_UNLINK_2_X, (s64, RESULT), (string, ARG(0)));
}

PATH_CALL(unlinkat, 1, 1)
{
	return COMPOSE(SYSCALL_UNLINKAT_2_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)),
		       (u32, ARG(2) & PRG_UNLINKAT_FLAGS__AT_REMOVEDIR));
}

PATH_CALL(link, 0, 1)
{
	return COMPOSE(SYSCALL_LINK_2_X, (s64, RESULT), (string, ARG(0)), (string, ARG(1)));
}

PATH_CALL(linkat, 1, 3)
{
	return COMPOSE(SYSCALL_LINKAT_2_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (fd, ARG(2)), (string, ARG(3)),
		       (u32, BITS(ARG(4), (0x400, PRG_LINKAT_FLAGS__AT_SYMLINK_FOLLOW),
				  (0x1000, PRG_LINKAT_FLAGS__AT_EMPTY_PATH))));
}

PATH_CALL(symlink, 0, 1)
{
	return COMPOSE(SYSCALL_SYMLINK_X, (s64, RESULT), (string, ARG(0)), (string, ARG(1)));
}

PATH_CALL(symlinkat, 0, 2)
{
	return COMPOSE(SYSCALL_SYMLINKAT_X, (s64, RESULT), (string, ARG(0)), (fd, ARG(1)), (string, ARG(2)));
}

PATH_CALL(mkdir, 0, 0)
{
	return COMPOSE(SYSCALL_MKDIR_2_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1)));
}

PATH_CALL(mkdirat, 1, 1)
{
	return COMPOSE(SYSCALL_MKDIRAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (u32, ARG(2)));
}

PATH_CALL(rmdir, 0, 0)
{
	return COMPOSE(SYSCALL_RMDIR_2_X, (s64, RESULT), (string, ARG(0)));
}

PATH_CALL(chmod, 0, 0)
{
	return COMPOSE(SYSCALL_CHMOD_X, (s64, RESULT), (string, ARG(0)), (u32, permission_bits(ARG(1))));
}

CALL(fchmod)
{
	return FIXED(SYSCALL_FCHMOD_X, (s64, RESULT), (fd, ARG(0)), (u32, permission_bits(ARG(1))));
}

PATH_CALL(fchmodat, 1, 1)
{
	return COMPOSE(SYSCALL_FCHMODAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (u32, permission_bits(ARG(2))));
}

PATH_CALL(chown, 0, 0)
{
	return COMPOSE(SYSCALL_CHOWN_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1)), (u32, ARG(2)));
}

PATH_CALL(lchown, 0, 0)
{
	return COMPOSE(SYSCALL_LCHOWN_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1)), (u32, ARG(2)));
}

CALL(fchown)
{
	return FIXED(SYSCALL_FCHOWN_X, (s64, RESULT), (fd, ARG(0)), (u32, ARG(1)), (u32, ARG(2)));
}

PATH_CALL(fchownat, 1, 1)
{
	return COMPOSE(SYSCALL_FCHOWNAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (u32, ARG(2)), (u32, ARG(3)),
		       (u32, BITS(ARG(4), (0x400, PRG_FCHOWNAT_FLAGS__AT_SYMLINK_NOFOLLOW),
				  (0x1000, PRG_FCHOWNAT_FLAGS__AT_EMPTY_PATH))));
}

/* Old programs put a magic number in the upper half of mount's flags. */
inlined u32 mount_flags(u32 flags)
{
	return (flags & 0xffff0000) == 0xc0ed0000 ? flags & 0xffff : flags;
}

CALL(mount)
{
	return COMPOSE(SYSCALL_MOUNT_X, (s64, RESULT), (string, ARG(0)), (string, ARG(1)), (string, ARG(2)),
		       (u32, mount_flags(ARG(3))));
}

CALL(umount2)
{
	return COMPOSE(SYSCALL_UMOUNT2_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1) & 15));
}

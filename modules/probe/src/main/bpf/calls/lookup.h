/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What a path leads to: questions about files, and nodes that a path is given to. */
#pragma once

#include "../file.h"

#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_NO_AUTOMOUNT 0x800
#define AT_EMPTY_PATH 0x1000

CALL(access)
{
	return COMPOSE(SYSCALL_ACCESS_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1) & 7));
}

CALL(stat)
{
	return COMPOSE(SYSCALL_STAT_X, (s64, RESULT), (string, ARG(0)));
}

CALL(lstat)
{
	return COMPOSE(SYSCALL_LSTAT_X, (s64, RESULT), (string, ARG(0)));
}

CALL(fstat)
{
	return FIXED(SYSCALL_FSTAT_X, (s64, RESULT), (fd, ARG(0)));
}

CALL(newfstatat)
{
	return COMPOSE(SYSCALL_NEWFSTATAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)),
		       (u32, ARG(3) & (AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH)));
}

/* The buffer holds a path only when the call succeeded. */
CALL(getcwd)
{
	return COMPOSE(SYSCALL_GETCWD_X, (s64, RESULT), (string, RESULT < 0 ? 0 : ARG(0)));
}

#define S_IFIFO 0010000
#define S_IFCHR 0020000
#define S_IFBLK 0060000
#define S_IFREG 0100000

/* Permissions and kind of a new node; one without a kind is a regular file. */
inlined u32 node_mode(u32 mode)
{
	u32 kind = mode & S_IFMT;
	u32 permissions = permission_bits(mode);
	switch (kind) {
	case 0:
		return permissions | PRG_MKNOD_MODE__S_IFREG;
	case S_IFREG:
	case S_IFSOCK:
	case S_IFBLK:
	case S_IFCHR:
	case S_IFIFO:
		return permissions | kind;
	default:
		return permissions;
	}
}

/*
 * The device number is converted although the caller gave it in the wire's form already. So recorded captures hold it, and rules are
 * written for what they hold.
 */
CALL(mknod)
{
	return COMPOSE(SYSCALL_MKNOD_X, (s64, RESULT), (string, ARG(0)), (u32, node_mode(ARG(1))), (u32, encode_device(ARG(2))));
}

CALL(mknodat)
{
	return COMPOSE(SYSCALL_MKNODAT_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)), (u32, node_mode(ARG(2))),
		       (u32, encode_device(ARG(3))));
}

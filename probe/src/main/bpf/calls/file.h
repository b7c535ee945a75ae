/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Files by name and by descriptor. */
#pragma once

#include "../file.h"

CALL(close)
{
	return FIXED(SYSCALL_CLOSE_X, (s64, RESULT), (fd, ARG(0)));
}

CALL(open)
{
	struct opened file = opened_file(RESULT);
	u32 flags = ARG(1);
	return COMPOSE(SYSCALL_OPEN_X, (s64, RESULT), (string, ARG(0)), (u32, open_flags(flags) | opened_flags(&file)),
		       (u32, open_mode(flags, ARG(2))), (u32, file.device), (u64, file.inode));
}

CALL(openat)
{
	struct opened file = opened_file(RESULT);
	u32 flags = ARG(2);
	return COMPOSE(SYSCALL_OPENAT_2_X, (s64, RESULT), (fd, ARG(0)), (string, ARG(1)),
		       (u32, open_flags(flags) | opened_flags(&file)), (u32, open_mode(flags, ARG(3))), (u32, file.device),
		       (u64, file.inode));
}

CALL(chdir)
{
	return COMPOSE(SYSCALL_CHDIR_X, (s64, RESULT), (string, ARG(0)));
}

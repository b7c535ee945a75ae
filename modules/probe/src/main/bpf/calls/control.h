/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What is done to open descriptors besides reading and writing: positions, locks, requests to the driver, moving data between two. */
#pragma once

#include "../file.h"

/* Positions relative to data and holes have no name and read as the first. */
inlined u8 whence(u32 from)
{
	return from <= PRG_LSEEK_WHENCE__SEEK_END ? from : PRG_LSEEK_WHENCE__SEEK_SET;
}

CALL(lseek)
{
	return FIXED(SYSCALL_LSEEK_X, (s64, RESULT), (fd, ARG(0)), (u64, ARG(1)), (u8, whence(ARG(2))));
}

/* For 32-bit code, which passes the offset in two halves. */
CALL(_llseek)
{
	return FIXED(SYSCALL_LLSEEK_X, (s64, RESULT), (fd, ARG(0)), (u64, (ARG(1) << 32) + (u32)ARG(2)), (u8, whence(ARG(4))));
}

CALL(flock)
{
	return FIXED(SYSCALL_FLOCK_X, (s64, RESULT), (fd, ARG(0)), (u32, ARG(1) & 15));
}

CALL(ioctl)
{
	return FIXED(SYSCALL_IOCTL_3_X, (s64, RESULT), (fd, ARG(0)), (u64, ARG(1)), (u64, ARG(2)));
}

CALL(splice)
{
	return FIXED(SYSCALL_SPLICE_X, (s64, RESULT), (fd, ARG(0)), (fd, ARG(2)), (u64, ARG(4)), (u32, ARG(5) & 15));
}

CALL(close_range)
{
	return FIXED(SYSCALL_CLOSE_RANGE_X, (s64, RESULT), (u32, ARG(0)), (u32, ARG(1)),
		     (u32, ARG(2) & (PRG_CLOSE_RANGE_FLAGS__CLOSE_RANGE_UNSHARE | PRG_CLOSE_RANGE_FLAGS__CLOSE_RANGE_CLOEXEC)));
}

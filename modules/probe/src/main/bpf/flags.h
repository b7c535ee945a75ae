/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * From the kernel's flags to those of the event table. Where both agree there is nothing here and the value travels as it is.
 * BITS says it with any overlap, so a flag of several bits counts as set when one of them is: O_DIRECTORY alone also reads as
 * O_TMPFILE, which recorded captures show and rules have learnt to expect.
 */
#pragma once

#include "macros.h"
#include "kernel.h"
#include <peregrine_schema.h>

#define BIT_ROW_(from, to) (flags_ & (from) ? (u64)(to) : 0)
#define BIT_ROW(context, index, row) | BIT_ROW_ row
#define BITS(flags, ...)                                                                                                       \
	({                                                                                                                     \
		u64 flags_ = (flags);                                                                                          \
		0 EACH(BIT_ROW, , __VA_ARGS__);                                                                                \
	})

#define O_WRONLY 01
#define O_RDWR 02
#define O_CREAT 0100
#define O_EXCL 0200
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_DSYNC 010000
#define O_CLOEXEC 02000000
#define O_SYNC 04010000
#if defined(__TARGET_ARCH_arm64)
#define O_DIRECTORY 040000
#define O_DIRECT 0200000
#define O_LARGEFILE 0400000
#else
#define O_DIRECT 040000
#define O_LARGEFILE 0100000
#define O_DIRECTORY 0200000
#endif
#define O_TMPFILE (020000000 | O_DIRECTORY)

#define FILE_FLAG(name) PRG_FILE_FLAGS__##name

inlined u32 open_flags(u32 flags)
{
	u32 access = flags & 3;
	return (access == O_WRONLY ? FILE_FLAG(O_WRONLY) : access == O_RDWR ? FILE_FLAG(O_RDWR) : FILE_FLAG(O_RDONLY)) |
	       BITS(flags, (O_CREAT, FILE_FLAG(O_CREAT)), (O_TMPFILE, FILE_FLAG(O_TMPFILE)), (O_APPEND, FILE_FLAG(O_APPEND)),
		    (O_DSYNC, FILE_FLAG(O_DSYNC)), (O_EXCL, FILE_FLAG(O_EXCL)), (O_NONBLOCK, FILE_FLAG(O_NONBLOCK)),
		    (O_SYNC, FILE_FLAG(O_SYNC)), (O_TRUNC, FILE_FLAG(O_TRUNC)), (O_DIRECT, FILE_FLAG(O_DIRECT)),
		    (O_DIRECTORY, FILE_FLAG(O_DIRECTORY)), (O_LARGEFILE, FILE_FLAG(O_LARGEFILE)),
		    (O_CLOEXEC, FILE_FLAG(O_CLOEXEC)));
}

/* For calls that take only some of open's flags. */
inlined u32 cloexec_flag(u32 flags)
{
	return BITS(flags, (O_CLOEXEC, FILE_FLAG(O_CLOEXEC)));
}

inlined u32 descriptor_flags(u32 flags)
{
	return BITS(flags, (O_CLOEXEC, FILE_FLAG(O_CLOEXEC)), (O_NONBLOCK, FILE_FLAG(O_NONBLOCK)));
}

/* Negative flags count as none. */
inlined u32 descriptor_flags_signed(s32 flags)
{
	return flags < 0 ? 0 : descriptor_flags(flags);
}

inlined u32 pipe_flags(s32 flags)
{
	return flags < 0 ? 0 : descriptor_flags(flags) | BITS(flags, (O_DIRECT, FILE_FLAG(O_DIRECT)));
}

/* Permission bits: the lower nine agree, the special three are one place lower on the wire. */
inlined u32 permission_bits(u32 mode)
{
	return (mode & 0777) | BITS(mode, (04000, PRG_CHMOD_MODE__S_ISUID), (02000, PRG_CHMOD_MODE__S_ISGID),
				    (01000, PRG_CHMOD_MODE__S_ISVTX));
}

inlined u32 open_mode(u32 flags, u32 mode)
{
	return flags & (O_CREAT | O_TMPFILE) ? permission_bits(mode) : 0;
}

inlined u32 resolve_flags(u64 resolve)
{
	return BITS(resolve, (1, PRG_OPENAT2_FLAGS__RESOLVE_NO_XDEV), (2, PRG_OPENAT2_FLAGS__RESOLVE_NO_MAGICLINKS),
		    (4, PRG_OPENAT2_FLAGS__RESOLVE_NO_SYMLINKS), (8, PRG_OPENAT2_FLAGS__RESOLVE_BENEATH),
		    (16, PRG_OPENAT2_FLAGS__RESOLVE_IN_ROOT), (32, PRG_OPENAT2_FLAGS__RESOLVE_CACHED));
}

#define CLONE_FLAG(value, name) (value, PRG_CLONE_FLAGS__##name)

/* Also for unshare and setns. */
inlined u32 clone_flags(u64 flags)
{
	return BITS(flags, CLONE_FLAG(0x400, CLONE_FILES), CLONE_FLAG(0x200, CLONE_FS), CLONE_FLAG(0x80000000, CLONE_IO),
		    CLONE_FLAG(0x08000000, CLONE_NEWIPC), CLONE_FLAG(0x40000000, CLONE_NEWNET),
		    CLONE_FLAG(0x00020000, CLONE_NEWNS), CLONE_FLAG(0x20000000, CLONE_NEWPID),
		    CLONE_FLAG(0x04000000, CLONE_NEWUTS), CLONE_FLAG(0x00100000, CLONE_PARENT_SETTID),
		    CLONE_FLAG(0x00008000, CLONE_PARENT), CLONE_FLAG(0x00002000, CLONE_PTRACE),
		    CLONE_FLAG(0x00000800, CLONE_SIGHAND), CLONE_FLAG(0x00040000, CLONE_SYSVSEM),
		    CLONE_FLAG(0x00010000, CLONE_THREAD), CLONE_FLAG(0x00800000, CLONE_UNTRACED),
		    CLONE_FLAG(0x00000100, CLONE_VM), CLONE_FLAG(0x10000000, CLONE_NEWUSER),
		    CLONE_FLAG(0x00200000, CLONE_CHILD_CLEARTID), CLONE_FLAG(0x01000000, CLONE_CHILD_SETTID),
		    CLONE_FLAG(0x00080000, CLONE_SETTLS), CLONE_FLAG(0x00004000, CLONE_VFORK),
		    CLONE_FLAG(0x02000000, CLONE_NEWCGROUP));
}

/* Families that the event table names; the others read as unspecified. */
#define NAMED_FAMILIES                                                                                                         \
	(((1ull << 40) - 1) & ~(1ull << 27) & ~(1ull << 28))
inlined u8 socket_family(u8 family)
{
	return family < 40 && (NAMED_FAMILIES >> family & 1) ? family : 0;
}

#define FCNTL(value, name)                                                                                                     \
	case value:                                                                                                            \
		return PRG_FCNTL_COMMANDS__##name
inlined u8 fcntl_command(u32 command)
{
	switch (command) {
		FCNTL(0, F_DUPFD);
		FCNTL(1, F_GETFD);
		FCNTL(2, F_SETFD);
		FCNTL(3, F_GETFL);
		FCNTL(4, F_SETFL);
		FCNTL(5, F_GETLK);
		FCNTL(6, F_SETLK);
		FCNTL(7, F_SETLKW);
		FCNTL(8, F_SETOWN);
		FCNTL(9, F_GETOWN);
		FCNTL(10, F_SETSIG);
		FCNTL(11, F_GETSIG);
		FCNTL(12, F_GETLK64);
		FCNTL(13, F_SETLK64);
		FCNTL(14, F_SETLKW64);
		FCNTL(15, F_SETOWN_EX);
		FCNTL(16, F_GETOWN_EX);
		FCNTL(36, F_OFD_GETLK);
		FCNTL(37, F_OFD_SETLK);
		FCNTL(38, F_OFD_SETLKW);
		FCNTL(1024, F_SETLEASE);
		FCNTL(1025, F_GETLEASE);
		FCNTL(1026, F_NOTIFY);
		FCNTL(1029, F_CANCELLK);
		FCNTL(1030, F_DUPFD_CLOEXEC);
		FCNTL(1031, F_SETPIPE_SZ);
		FCNTL(1032, F_GETPIPE_SZ);
	default:
		return PRG_FCNTL_COMMANDS__UNKNOWN;
	}
}

#define PTRACE(value, name)                                                                                                    \
	case value:                                                                                                            \
		return PRG_PTRACE_REQUESTS__PTRACE_##name
inlined u16 ptrace_request(u64 request)
{
	switch (request) {
		PTRACE(0, TRACEME);
		PTRACE(1, PEEKTEXT);
		PTRACE(2, PEEKDATA);
		PTRACE(3, PEEKUSR);
		PTRACE(4, POKETEXT);
		PTRACE(5, POKEDATA);
		PTRACE(6, POKEUSR);
		PTRACE(7, CONT);
		PTRACE(8, KILL);
		PTRACE(9, SINGLESTEP);
		PTRACE(12, GETREGS);
		PTRACE(13, SETREGS);
		PTRACE(14, GETFPREGS);
		PTRACE(15, SETFPREGS);
		PTRACE(16, ATTACH);
		PTRACE(17, DETACH);
		PTRACE(18, GETFPXREGS);
		PTRACE(19, SETFPXREGS);
		PTRACE(21, OLDSETOPTIONS);
		PTRACE(24, SYSCALL);
		PTRACE(25, GET_THREAD_AREA);
		PTRACE(26, SET_THREAD_AREA);
		PTRACE(30, ARCH_PRCTL);
		PTRACE(31, SYSEMU);
		PTRACE(32, SYSEMU_SINGLESTEP);
		PTRACE(33, SINGLEBLOCK);
		PTRACE(0x4200, SETOPTIONS);
		PTRACE(0x4201, GETEVENTMSG);
		PTRACE(0x4202, GETSIGINFO);
		PTRACE(0x4203, SETSIGINFO);
		PTRACE(0x4204, GETREGSET);
		PTRACE(0x4205, SETREGSET);
		PTRACE(0x4206, SEIZE);
		PTRACE(0x4207, INTERRUPT);
		PTRACE(0x4208, LISTEN);
		PTRACE(0x4209, PEEKSIGINFO);
		PTRACE(0x420a, GETSIGMASK);
		PTRACE(0x420b, SETSIGMASK);
	default:
		return PRG_PTRACE_REQUESTS__PTRACE_UNKNOWN;
	}
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Descriptors: copying, closing, and those that are no files. */
#pragma once

#include "../file.h"
#include "../behind.h"

CALL(close)
{
	if (left_closed_untold(call, ARG(0)))
		return 0;
	return FIXED(SYSCALL_CLOSE_X, (s64, RESULT), (fd, ARG(0)));
}

CALL(dup)
{
	return FIXED(SYSCALL_DUP_1_X, (fd, RESULT), (fd, ARG(0)));
}

CALL(dup2)
{
	return FIXED(SYSCALL_DUP2_X, (fd, RESULT), (fd, ARG(0)), (fd, ARG(1)));
}

CALL(dup3)
{
	return FIXED(SYSCALL_DUP3_X, (fd, RESULT), (fd, ARG(0)), (fd, ARG(1)), (u32, cloexec_flag(ARG(2))));
}

CALL(fcntl)
{
	u8 command = fcntl_command(ARG(1));
	bool has_effect = command == PRG_FCNTL_COMMANDS__F_DUPFD || command == PRG_FCNTL_COMMANDS__F_DUPFD_CLOEXEC ||
			  command == PRG_FCNTL_COMMANDS__F_SETFD;
	if (left_out_by_effect(call, has_effect))
		return 0;
	tell_before();
	return FIXED(SYSCALL_FCNTL_X, (s64, RESULT), (fd, ARG(0)), (u8, command), (u64, ARG(2)));
}

struct descriptor_pair {
	s32 first, second;
};

/* The two descriptors that a call left in the calling process's memory; -1 each when they cannot be read. */
inlined struct descriptor_pair read_pair(u64 from)
{
	struct descriptor_pair pair;
	if (bpf_probe_read_user(&pair, sizeof(pair), (void *)from))
		pair.first = pair.second = -1;
	return pair;
}

CALL(pipe)
{
	struct descriptor_pair pair = read_pair(ARG(0));
	return FIXED(SYSCALL_PIPE_X, (s64, RESULT), (fd, pair.first), (fd, pair.second),
		     (u64, RESULT == 0 ? inode_number(pair.first) : 0));
}

CALL(pipe2)
{
	struct descriptor_pair pair = read_pair(ARG(0));
	return FIXED(SYSCALL_PIPE2_X, (s64, RESULT), (fd, pair.first), (fd, pair.second),
		     (u64, RESULT == 0 ? inode_number(pair.first) : 0), (u32, pipe_flags(ARG(1))));
}

CALL(memfd_create)
{
	return COMPOSE(SYSCALL_MEMFD_CREATE_X, (s64, RESULT), (string, ARG(0)), (u32, ARG(1) & 7));
}

CALL(eventfd)
{
	return FIXED(SYSCALL_EVENTFD_X, (s64, RESULT), (u64, ARG(0)), (u32, 0));
}

CALL(eventfd2)
{
	return FIXED(SYSCALL_EVENTFD2_X, (s64, RESULT), (u16, descriptor_flags_signed(ARG(1))), (u64, (u32)ARG(0)));
}

CALL(epoll_create)
{
	return FIXED(SYSCALL_EPOLL_CREATE_X, (s64, RESULT), (s32, ARG(0)));
}

CALL(epoll_create1)
{
	return FIXED(SYSCALL_EPOLL_CREATE1_X, (s64, RESULT),
		     (u32, BITS(ARG(0), (O_CLOEXEC, PRG_EPOLL_CREATE1_FLAGS__EPOLL_CLOEXEC))));
}

CALL(inotify_init)
{
	return FIXED(SYSCALL_INOTIFY_INIT_X, (s64, RESULT), (u8, 0));
}

CALL(inotify_init1)
{
	return FIXED(SYSCALL_INOTIFY_INIT1_X, (s64, RESULT), (u16, descriptor_flags_signed(ARG(0))));
}

CALL(timerfd_create)
{
	return FIXED(SYSCALL_TIMERFD_CREATE_X, (s64, RESULT), (u8, ARG(0)), (u8, descriptor_flags_signed(ARG(1))));
}

CALL(userfaultfd)
{
	return FIXED(SYSCALL_USERFAULTFD_X, (s64, RESULT), (u32, ARG(0)));
}

CALL(signalfd)
{
	return FIXED(SYSCALL_SIGNALFD_X, (s64, RESULT), (fd, ARG(0)), (u32, 0), (u8, 0));
}

CALL(signalfd4)
{
	return FIXED(SYSCALL_SIGNALFD4_X, (fd, RESULT), (u16, descriptor_flags_signed(ARG(3))), (fd, ARG(0)), (u32, 0));
}

CALL(bpf)
{
	return FIXED(SYSCALL_BPF_2_X, (s64, RESULT), (s32, ARG(0)));
}

CALL(pidfd_open)
{
	return FIXED(SYSCALL_PIDFD_OPEN_X, (s64, RESULT), (pid, ARG(0)),
		     (u32, BITS(ARG(1), (O_NONBLOCK, PRG_PIDFD_OPEN_FLAGS__PIDFD_NONBLOCK))));
}

CALL(pidfd_getfd)
{
	return FIXED(SYSCALL_PIDFD_GETFD_X, (s64, RESULT), (fd, ARG(0)), (fd, ARG(1)), (u32, ARG(2)));
}

CALL(getdents)
{
	return FIXED(SYSCALL_GETDENTS_X, (s64, RESULT), (fd, ARG(0)));
}

CALL(getdents64)
{
	return FIXED(SYSCALL_GETDENTS64_X, (s64, RESULT), (fd, ARG(0)));
}

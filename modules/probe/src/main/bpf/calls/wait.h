/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Waiting: for descriptors, for a word in memory, for time to pass. */
#pragma once

#include "../values.h"

#define POLLED_LIMIT 16
#define NANOSECONDS 1000000000ull

/* A time of the calling process in nanoseconds, 0 when there is none. A short one is two 32-bit words. */
inlined u64 read_time(u64 from, bool is_short)
{
	if (is_short) {
		u32 words[2] = {};
		bpf_probe_read_user(words, sizeof(words), (void *)from);
		return words[0] * NANOSECONDS + words[1];
	}
	u64 words[2] = {};
	bpf_probe_read_user(words, sizeof(words), (void *)from);
	return words[0] * NANOSECONDS + words[1];
}

struct polled {
	s32 fd;
	s16 events, happened;
};

#define POLL_FLAG(value, name) (value, PRG_POLL_FLAGS__##name)
inlined u16 poll_flags(u16 events)
{
	return BITS(events, POLL_FLAG(0x1, POLLIN), POLL_FLAG(0x2, POLLPRI), POLL_FLAG(0x4, POLLOUT), POLL_FLAG(0x2000, POLLRDHUP),
		    POLL_FLAG(0x8, POLLERR), POLL_FLAG(0x10, POLLHUP), POLL_FLAG(0x20, POLLNVAL), POLL_FLAG(0x40, POLLRDNORM),
		    POLL_FLAG(0x80, POLLRDBAND), POLL_FLAG(0x100, POLLWRNORM), POLL_FLAG(0x200, POLLWRBAND));
}

/* A list of descriptors with what happened to each: the number of pairs, then descriptor and flags. */
inlined void put_polled(struct writer *w, u32 index, u64 from, u32 number)
{
	struct polled *polled = (struct polled *)(w->data + SCRATCH_LIMIT);
	u64 pairs = at_most(number, POLLED_LIMIT);
	u64 start = w->at;
	if (pairs && bpf_probe_read_user(polled, pairs * sizeof(struct polled), (void *)from))
		pairs = 0;
	STORE(u16, place(w), pairs);
	w->at += sizeof(u16);
#pragma nounroll
	for (u32 i = 0; i < POLLED_LIMIT; i++) {
		if (i >= pairs)
			break;
		STORE(s64, place(w), polled[i].fd);
		STORE(u16, place(w) + sizeof(s64), poll_flags(polled[i].happened));
		w->at += sizeof(s64) + sizeof(u16);
	}
	set_length(w, index, w->at - start);
}

CALL(poll)
{
	return COMPOSE(SYSCALL_POLL_X, (s64, RESULT), (polled, ARG(0), ARG(1)), (s64, (u32)ARG(2)));
}

CALL(ppoll)
{
	u64 mask = 0;
	bpf_probe_read_user(&mask, sizeof(mask), (void *)ARG(3));
	return COMPOSE(SYSCALL_PPOLL_X, (s64, RESULT), (polled, ARG(0), ARG(1)), (u64, read_time(ARG(2), call->compat)),
		       (u32, mask));
}

CALL(select)
{
	return FIXED(SYSCALL_SELECT_X, (s64, RESULT));
}

CALL(epoll_wait)
{
	return FIXED(SYSCALL_EPOLLWAIT_X, (s64, RESULT), (s64, INT_ARG(2)));
}

CALL(nanosleep)
{
	return FIXED(SYSCALL_NANOSLEEP_X, (s64, RESULT), (u64, read_time(ARG(0), call->compat)));
}

#define FUTEX_OPERATION 127

CALL(futex)
{
	u32 operation = ARG(1) & FUTEX_OPERATION;
	if (operation > PRG_FUTEX_OPERATIONS__FUTEX_CMP_REQUEUE_PI)
		operation = 0;
	return FIXED(SYSCALL_FUTEX_X, (s64, RESULT), (u64, ARG(0)),
		     (u16, operation | (ARG(1) & (PRG_FUTEX_OPERATIONS__FUTEX_PRIVATE_FLAG |
						  PRG_FUTEX_OPERATIONS__FUTEX_CLOCK_REALTIME))),
		     (u64, ARG(2)));
}

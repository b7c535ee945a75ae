/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Rings of asynchronous calls. */
#pragma once

#include "../values.h"

/* The beginning of what a ring is set up with. */
struct ring_parameters {
	u32 submissions, completions, flags, thread_cpu, thread_idle, features;
};

#define SETUP(bit, name) (1 << (bit), PRG_IO_URING_SETUP_FLAGS__##name)

/* Recorded captures show a polled ring as one that needs to be woken too: two names share the bit. */
inlined u32 ring_setup_flags(u32 flags)
{
	return BITS(flags, SETUP(0, IORING_SETUP_IOPOLL), SETUP(1, IORING_SETUP_SQPOLL), SETUP(0, IORING_SQ_NEED_WAKEUP),
		    SETUP(2, IORING_SETUP_SQ_AFF), SETUP(3, IORING_SETUP_CQSIZE), SETUP(4, IORING_SETUP_CLAMP),
		    SETUP(5, IORING_SETUP_ATTACH_RW), SETUP(6, IORING_SETUP_R_DISABLED));
}

/* The features whose names the event table knows, without extended arguments, which recorded captures never show. */
#define RING_FEATURES (0x7ff & ~PRG_IO_URING_SETUP_FEATS__IORING_FEAT_ENTER_EXT_ARG)

CALL(io_uring_setup)
{
	struct ring_parameters ring = {};
	bpf_probe_read_user(&ring, sizeof(ring), (void *)ARG(1));
	return FIXED(SYSCALL_IO_URING_SETUP_X, (s64, RESULT), (u32, ARG(0)), (u32, ring.submissions), (u32, ring.completions),
		     (u32, ring_setup_flags(ring.flags)), (u32, ring.thread_cpu), (u32, ring.thread_idle),
		     (u32, ring.features & RING_FEATURES));
}

/* The signal mask is the low half of its address, as in recorded captures. */
CALL(io_uring_enter)
{
	return FIXED(SYSCALL_IO_URING_ENTER_X, (s64, RESULT), (fd, ARG(0)), (u32, ARG(1)), (u32, ARG(2)), (u32, ARG(3) & 15),
		     (u32, ARG(4)));
}

CALL(io_uring_register)
{
	return FIXED(SYSCALL_IO_URING_REGISTER_X, (s64, RESULT), (fd, ARG(0)), (u16, ARG(1)), (u64, ARG(2)), (u32, ARG(3)));
}

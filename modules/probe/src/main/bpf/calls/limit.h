/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Limits of resources, and the identity that a process asks for. */
#pragma once

#include "../behind.h"
#include "../values.h"

#define LAST_LIMIT 15

inlined u8 limited_resource(u32 resource)
{
	return resource <= LAST_LIMIT ? resource : PRG_RLIMIT_RESOURCES__RLIMIT_UNKNOWN;
}

struct limits {
	s64 current, most;
};

/* A pair of limits of the calling process, zeros when it cannot be read. Short ones are 32-bit words, in which all ones mean no limit. */
inlined struct limits read_limits(u64 from, bool is_short)
{
	struct limits limits = {};
	if (is_short) {
		u32 words[2] = {};
		bpf_probe_read_user(words, sizeof(words), (void *)from);
		limits.current = words[0] == (u32)-1 ? -1 : words[0];
		limits.most = words[1] == (u32)-1 ? -1 : words[1];
	} else {
		bpf_probe_read_user(&limits, sizeof(limits), (void *)from);
	}
	return limits;
}

/* What the kernel answered: known only when the call succeeded. */
inlined struct limits answered_limits(s64 result, u64 from, bool is_short)
{
	return result == 0 ? read_limits(from, is_short) : (struct limits){-1, -1};
}

CALL(getrlimit)
{
	struct limits limits = answered_limits(RESULT, ARG(1), call->compat);
	return FIXED(SYSCALL_GETRLIMIT_X, (s64, RESULT), (s64, limits.current), (s64, limits.most),
		     (u8, limited_resource(ARG(0))));
}

CALL(setrlimit)
{
	struct limits limits = read_limits(ARG(1), call->compat);
	return FIXED(SYSCALL_SETRLIMIT_X, (s64, RESULT), (s64, limits.current), (s64, limits.most),
		     (u8, limited_resource(ARG(0))));
}

CALL(prlimit64)
{
	if (left_out_by_effect(call, limited_resource(ARG(1)) == RLIMIT_NOFILE))
		return 0;
	tell_before();
	struct limits asked = read_limits(ARG(2), false);
	struct limits old = answered_limits(RESULT, ARG(3), false);
	return FIXED(SYSCALL_PRLIMIT_X, (s64, RESULT), (s64, asked.current), (s64, asked.most), (s64, old.current),
		     (s64, old.most), (pid, ARG(0)), (u8, limited_resource(ARG(1))));
}

CALL(getuid)
{
	return FIXED(SYSCALL_GETUID_X, (u32, RESULT));
}

CALL(geteuid)
{
	return FIXED(SYSCALL_GETEUID_X, (u32, RESULT));
}

CALL(getgid)
{
	return FIXED(SYSCALL_GETGID_X, (u32, RESULT));
}

CALL(getegid)
{
	return FIXED(SYSCALL_GETEGID_X, (u32, RESULT));
}

/* An id that the kernel stored for the calling process. */
inlined u32 stored_id(u64 from)
{
	u32 id = 0;
	bpf_probe_read_user(&id, sizeof(id), (void *)from);
	return id;
}

CALL(getresuid)
{
	return FIXED(SYSCALL_GETRESUID_X, (s64, RESULT), (u32, stored_id(ARG(0))), (u32, stored_id(ARG(1))),
		     (u32, stored_id(ARG(2))));
}

CALL(getresgid)
{
	return FIXED(SYSCALL_GETRESGID_X, (s64, RESULT), (u32, stored_id(ARG(0))), (u32, stored_id(ARG(1))),
		     (u32, stored_id(ARG(2))));
}

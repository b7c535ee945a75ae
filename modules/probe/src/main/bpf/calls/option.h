/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Options of sockets. */
#pragma once

#include "../variant.h"
#include "wait.h"

#define SOL_SOCKET 1
#define SOL_TCP 6
#define SO_ERROR 4
#define SO_RCVTIMEO 20
#define SO_SNDTIMEO 21
#define SO_MEMINFO 55
#define SO_COOKIE 57
#define SO_PEERGROUPS 59
#define SO_RCVTIMEO_LONG 66
#define SO_SNDTIMEO_LONG 67

enum option_variant { OPTION_BYTES, OPTION_ERROR, OPTION_U32, OPTION_U64, OPTION_TIME };

inlined u8 option_level(s32 level)
{
	return level == SOL_SOCKET ? PRG_SOCKOPT_LEVELS__SOL_SOCKET :
	       level == SOL_TCP	   ? PRG_SOCKOPT_LEVELS__SOL_TCP :
				     PRG_SOCKOPT_LEVELS__UNKNOWN;
}

/* Up to SO_ATTACH_BPF the kernel's numbers are the table's. Only the options of sockets themselves have names. */
inlined u8 option_name(s32 level, u32 name)
{
	if (level != SOL_SOCKET)
		return PRG_SOCKOPT_OPTIONS__UNKNOWN;
	if (name <= PRG_SOCKOPT_OPTIONS__SO_ATTACH_BPF)
		return name;
	switch (name) {
	case SO_MEMINFO:
		return PRG_SOCKOPT_OPTIONS__SO_MEMINFO;
	case SO_COOKIE:
		return PRG_SOCKOPT_OPTIONS__SO_COOKIE;
	case SO_PEERGROUPS:
		return PRG_SOCKOPT_OPTIONS__SO_PEERGROUPS;
	case SO_RCVTIMEO_LONG:
		return PRG_SOCKOPT_OPTIONS__SO_RCVTIMEO;
	case SO_SNDTIMEO_LONG:
		return PRG_SOCKOPT_OPTIONS__SO_SNDTIMEO;
	default:
		return PRG_SOCKOPT_OPTIONS__UNKNOWN;
	}
}

/* Those of the options 1 to 49 whose value is a number: all but errors, times, and what is a structure or a program. */
#define OPTION_BIT(number) (1ull << (number))
#define STRUCTURED_OPTIONS                                                                                                     \
	(OPTION_BIT(0) | OPTION_BIT(PRG_SOCKOPT_OPTIONS__SO_LINGER) | OPTION_BIT(PRG_SOCKOPT_OPTIONS__SO_PEERCRED) |           \
	 OPTION_BIT(PRG_SOCKOPT_OPTIONS__SO_ATTACH_FILTER) | OPTION_BIT(PRG_SOCKOPT_OPTIONS__SO_PEERNAME))
#define LAST_NUMERIC_OPTION PRG_SOCKOPT_OPTIONS__SO_INCOMING_CPU

inlined bool is_numeric(u32 name)
{
	return name <= LAST_NUMERIC_OPTION && !(STRUCTURED_OPTIONS >> name & 1);
}

/* A time of seconds and microseconds in nanoseconds. */
inlined u64 read_timeout(u64 from, u32 given, bool is_short)
{
	if (is_short) {
		u32 words[2] = {};
		if (given >= sizeof(words))
			bpf_probe_read_user(words, sizeof(words), (void *)from);
		return words[0] * NANOSECONDS + words[1] * 1000ull;
	}
	u64 words[2] = {};
	if (given >= sizeof(words))
		bpf_probe_read_user(words, sizeof(words), (void *)from);
	return words[0] * NANOSECONDS + words[1] * 1000;
}

/* A number of `size` bytes, 4 or 8, of which the call gave so many: the others are zero. */
inlined u64 read_number(u64 from, u32 size, u32 given)
{
	u64 number = 0;
	u64 length = at_most(given, size);
	bpf_probe_read_user(&number, length, (void *)from);
	return number;
}

/* The value of the option that a call's arguments name. */
inlined void put_option(struct writer *w, u32 index, struct call *call, u16 length)
{
	s32 level = ARG(1);
	u32 name = ARG(2);
	u64 from = ARG(3);
	if (level != SOL_SOCKET)
		put_variant_bytes(w, index, OPTION_BYTES, from, length);
	else if (name == SO_ERROR)
		put_variant_u64(w, index, OPTION_ERROR, -(s64)(s32)read_number(from, sizeof(u32), length));
	else if (name == SO_RCVTIMEO || name == SO_SNDTIMEO)
		put_variant_u64(w, index, OPTION_TIME, read_timeout(from, length, call->compat));
	else if (name == SO_RCVTIMEO_LONG || name == SO_SNDTIMEO_LONG)
		put_variant_u64(w, index, OPTION_TIME, read_timeout(from, length, false));
	else if (name == SO_COOKIE)
		put_variant_u64(w, index, OPTION_U64, read_number(from, sizeof(u64), length));
	else if (is_numeric(name))
		put_variant_u32(w, index, OPTION_U32, read_number(from, sizeof(u32), length));
	else
		put_variant_bytes(w, index, OPTION_BYTES, from, length);
}

CALL(setsockopt)
{
	u16 length = ARG(4);
	return COMPOSE(SOCKET_SETSOCKOPT_X, (s64, RESULT), (fd, ARG(0)), (u8, option_level(ARG(1))),
		       (u8, option_name(ARG(1), ARG(2))), (option, call, length), (u32, length));
}

CALL(getsockopt)
{
	u32 length = read_number(ARG(4), sizeof(u32), sizeof(u32));
	return COMPOSE(SOCKET_GETSOCKOPT_X, (s64, RESULT), (fd, ARG(0)), (u8, option_level(ARG(1))),
		       (u8, option_name(ARG(1), ARG(2))), (option, call, length), (u32, length));
}

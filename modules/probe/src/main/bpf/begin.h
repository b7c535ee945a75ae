/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Where the calls begin whose arguments have to be taken then: at a tracepoint of each, so that no other call pays, or, where those cannot be had
 * and for code of 32 bits, which they do not show, at the one of all calls.
 */
#pragma once

#include "dispatch.h"

#define NR_CONNECT 42

/* Apart from the program, so that a call of no interest saves no registers and takes no stack for it. */
static __attribute__((noinline)) int begin_wanted(u64 *ctx)
{
	struct pt_regs *regs = (void *)ctx[0];
	u32 number = ctx[1];
	if (number >= CALL_NUMBERS)
		return 0;
	u8 wanted = settings.interest[number];
	bool compat = made_by_32_bit_code();
	if (!(wanted & (compat ? WANTED_EARLY_COMPAT : WANTED_EARLY)))
		return 0;
	u8 kind = compat ? settings.entry_compat[number] : settings.entry[number];
	if (!kind || bpf_get_current_pid_tgid() >> 32 == settings.owner)
		return 0;
	struct call call = {};
	call.number = number;
	if (!compat)
		native_arguments(&call, regs);
#if defined(__TARGET_ARCH_x86)
	else
		call.number = compat_call(&call, regs, number);
	if (kind == ENTRY_SOCKETCALL) {
		if (call.number != NR_CONNECT)
			return 0;
		kind = ENTRY_ADDRESS;
	}
#endif
	return take_entry(&call, kind);
}

SEC("tp_btf/sys_enter")
int on_sys_enter(u64 *ctx)
{
	u32 number = ctx[1];
	if (number >= CALL_NUMBERS || !(settings.interest[number] & (WANTED_EARLY | WANTED_EARLY_COMPAT)))
		return 0;
	return begin_wanted(ctx);
}

/* What the tracepoint of a single call hands over. A program may not read more arguments than its call has. */
struct beginning {
	u64 unused;
	u32 number;
	u64 args[4];
};

/* Whether something of such a call is taken now, by a program of this call alone. */
inlined bool is_to_be_taken(u32 number)
{
	return settings.entry[number] && bpf_get_current_pid_tgid() >> 32 != settings.owner;
}

inlined int begin(struct beginning *beginning, enum entry_kind kind)
{
	u32 number = beginning->number;
	if (number >= CALL_NUMBERS || !is_to_be_taken(number))
		return 0;
	struct call call = {};
	call.number = number;
	if (kind == ENTRY_NAME_FIRST)
		call.args[0] = beginning->args[0];
	else
		call.args[1] = beginning->args[1];
	if (kind == ENTRY_NAME_AND_HOW || kind == ENTRY_ADDRESS)
		call.args[2] = beginning->args[2];
	if (kind == ENTRY_NAME_AND_HOW)
		call.args[3] = beginning->args[3];
	return take_entry(&call, kind);
}

#define BEGINS(call, kind)                                                                                                     \
	SEC("tp/syscalls/sys_enter_" #call)                                                                                    \
	int on_enter_##call(struct beginning *beginning)                                                                       \
	{                                                                                                                      \
		return begin(beginning, kind);                                                                                 \
	}

#if defined(__TARGET_ARCH_x86)
BEGINS(open, ENTRY_NAME_FIRST)
BEGINS(creat, ENTRY_NAME_FIRST)
#endif
BEGINS(openat, ENTRY_NAME_SECOND)
BEGINS(openat2, ENTRY_NAME_AND_HOW)
BEGINS(connect, ENTRY_ADDRESS)

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The same calls at the functions that the kernel runs for them, where it lets programs stand at functions (BPF trampolines): no other call pays anything, and
 * neither tracefs nor performance events are needed. What runs another function is not seen here: 32-bit code, for which `on_sys_enter` is attached
 * as it is beside the tracepoints, and what is refused before its function runs, by seccomp or a tracer, as nothing is opened then.
 */
#pragma once

#include "begin.h"

#if defined(__TARGET_ARCH_x86)
#define FUNCTION_OF "fentry/__x64_sys_"
#define NUMBER_OF(x86, arm64) x86
#else
#define FUNCTION_OF "fentry/__arm64_sys_"
#define NUMBER_OF(x86, arm64) arm64
#endif

inlined int begin_in_function(struct pt_regs *regs, u32 number, enum entry_kind kind)
{
	if (!is_to_be_taken(number))
		return 0;
#if !defined(__TARGET_ARCH_x86)
	/* code of 32 bits runs some of the same functions, with other registers */
	if (made_by_32_bit_code())
		return 0;
#endif
	struct call call = {};
	call.number = number;
	native_arguments(&call, regs);
	return take_entry(&call, kind);
}

#define BEGINS_IN_FUNCTION(call, number, kind)                                                                                 \
	SEC(FUNCTION_OF #call)                                                                                                 \
	int on_function_##call(u64 *ctx)                                                                                       \
	{                                                                                                                      \
		return begin_in_function((void *)ctx[0], number, kind);                                                        \
	}

#if defined(__TARGET_ARCH_x86)
BEGINS_IN_FUNCTION(open, 2, ENTRY_NAME_FIRST)
BEGINS_IN_FUNCTION(creat, 85, ENTRY_NAME_FIRST)
#endif
BEGINS_IN_FUNCTION(openat, NUMBER_OF(257, 56), ENTRY_NAME_SECOND)
BEGINS_IN_FUNCTION(openat2, 437, ENTRY_NAME_AND_HOW)
BEGINS_IN_FUNCTION(connect, NUMBER_OF(42, 203), ENTRY_ADDRESS)

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What changes the kernel or the rules for a process: modules, seccomp. */
#pragma once

#include "../values.h"

#define MODULE_ARGUMENTS_LIMIT 4096
/* The image's length is told apart from its bytes; fewer of these leave room for the rest of the event. */
#define MODULE_IMAGE_LIMIT 0xe000

inlined u64 module_image(u64 length)
{
	u64 kept = length & 0xffff;
	return kept < MODULE_IMAGE_LIMIT ? kept : MODULE_IMAGE_LIMIT;
}

CALL(init_module)
{
	return COMPOSE(SYSCALL_INIT_MODULE_X, (s64, RESULT), (bytes, ARG(0), module_image(ARG(1))), (u64, ARG(1)),
		       (string_up_to, ARG(2), MODULE_ARGUMENTS_LIMIT));
}

CALL(finit_module)
{
	return COMPOSE(SYSCALL_FINIT_MODULE_X, (s64, RESULT), (fd, ARG(0)), (string_up_to, ARG(1), MODULE_ARGUMENTS_LIMIT),
		       (u32, ARG(2) & 7));
}

CALL(delete_module)
{
	return COMPOSE(SYSCALL_DELETE_MODULE_X, (s64, RESULT), (string, ARG(0)),
		       (u32, BITS(ARG(1), (O_NONBLOCK, PRG_DELETE_MODULE_FLAGS__O_NONBLOCK),
				  (O_TRUNC, PRG_DELETE_MODULE_FLAGS__O_TRUNC))));
}

CALL(seccomp)
{
	return FIXED(SYSCALL_SECCOMP_X, (s64, RESULT), (u64, ARG(0)), (u64, (u32)ARG(1)));
}

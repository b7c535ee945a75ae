/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Calls that only 32-bit code has. */
#pragma once

#include "../values.h"

CALL(stat64)
{
	return COMPOSE(SYSCALL_STAT64_X, (s64, RESULT), (string, ARG(0)));
}

CALL(lstat64)
{
	return COMPOSE(SYSCALL_LSTAT64_X, (s64, RESULT), (string, ARG(0)));
}

CALL(fstat64)
{
	return FIXED(SYSCALL_FSTAT64_X, (s64, RESULT));
}

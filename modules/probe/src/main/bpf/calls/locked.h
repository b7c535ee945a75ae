/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Memory that stays resident. */
#pragma once

#include "../values.h"

CALL(mlock)
{
	return FIXED(SYSCALL_MLOCK_X, (s64, RESULT), (u64, ARG(0)), (u64, ARG(1)));
}

CALL(mlock2)
{
	return FIXED(SYSCALL_MLOCK2_X, (s64, RESULT), (u64, ARG(0)), (u64, ARG(1)), (u32, ARG(2) & 1));
}

CALL(munlock)
{
	return FIXED(SYSCALL_MUNLOCK_X, (s64, RESULT), (u64, ARG(0)), (u64, ARG(1)));
}

CALL(mlockall)
{
	return FIXED(SYSCALL_MLOCKALL_X, (s64, RESULT), (u32, ARG(0) & 7));
}

CALL(munlockall)
{
	return FIXED(SYSCALL_MUNLOCKALL_X, (s64, RESULT));
}

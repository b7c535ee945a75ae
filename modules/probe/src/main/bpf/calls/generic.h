/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Calls that have no parameters of their own: the portable id and the machine's number. */
#pragma once

#include "../event.h"

CALL(generic)
{
	u32 number = call->number & (CALL_NUMBERS - 1);
	return FIXED(GENERIC_X, (u16, settings.identity[number]), (u16, number));
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Parameters whose type differs from call to call: the first byte says which of the table's variants the rest is.
 *
 *    0         1
 *    +---------+-----------------
 *    | variant | value ...
 *    +---------+-----------------
 */
#pragma once

#include "values.h"

inlined void start_variant(struct writer *w, u8 variant)
{
	STORE(u8, place(w), variant);
	w->at += 1;
}

#define VARIANT(type)                                                                                                          \
	inlined void put_variant_##type(struct writer *w, u32 index, u8 variant, type value)                                   \
	{                                                                                                                      \
		start_variant(w, variant);                                                                                     \
		STORE(type, place(w), value);                                                                                  \
		w->at += sizeof(type);                                                                                         \
		set_length(w, index, 1 + sizeof(type));                                                                        \
	}
VARIANT(u8)
VARIANT(u32)
VARIANT(u64)

/* The variant alone when the string cannot be read. */
inlined void put_variant_string(struct writer *w, u32 index, u8 variant, u64 from)
{
	start_variant(w, variant);
	set_length(w, index, 1 + (from ? append_string(w, (void *)from, PATH_LIMIT, true) : 0));
}

/* The variant alone when the bytes cannot be read. */
inlined void put_variant_bytes(struct writer *w, u32 index, u8 variant, u64 from, u64 length)
{
	start_variant(w, variant);
	set_length(w, index, 1 + (from && length ? append_bytes(w, from, length) : 0));
}

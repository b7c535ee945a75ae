/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Kinds of parameters that several calls share: descriptors, paths, strings, data. */
#pragma once

#include "event.h"
#include "rounds.h"

#define PATH_LIMIT 4096
#define AT_FDCWD -100
#define WIRE_FDCWD -100

/* A descriptor: 32 bits in the kernel, 64 on the wire. */
enum { size_fd = 8 };
inlined void put_fd(struct writer *w, u32 index, u64 fd)
{
	put_s64(w, index, (s32)fd);
}

/* A process or thread id argument: as a descriptor. */
enum { size_pid = 8 };
inlined void put_pid(struct writer *w, u32 index, u64 pid)
{
	put_s64(w, index, (s32)pid);
}

/* What a helper returned as a length, 0 when it failed. */
inlined u64 length_or_none(long n)
{
	return n & ~(n >> 63);
}

/*
 * The length of a string of a process, its end included, from what the helper answered: before Linux 6.13 that is 0 for an empty string, whose end
 * was copied all the same.
 */
inlined long string_length(long answer)
{
	return answer ? answer : 1;
}

/* At most `most`, in a way that the compiler cannot undo and the verifier follows. */
inlined u64 at_most(u64 value, u64 most)
{
	asm volatile("" : "+r"(value));
	if (value > most)
		value = most;
	asm volatile("" : "+r"(value));
	return value;
}

/* Appends a NUL-terminated string and returns its length with the NUL; 0 when it cannot be read. `limit` must be a constant. */
inlined u64 append_string(struct writer *w, const void *from, u32 limit, bool user)
{
	long read = user ? string_length(bpf_probe_read_user_str(place(w), limit, from)) :
			   bpf_probe_read_kernel_str(place(w), limit, from);
	u64 n = length_or_none(read);
	advance(w, n);
	return n;
}

/* A string of the calling process, without a value when the pointer is null or its page is not there. */
inlined void put_string_up_to(struct writer *w, u32 index, u64 from, u32 limit)
{
	u64 n = from ? append_string(w, (void *)from, limit, true) : 0;
	set_length(w, index, n);
}

inlined void put_string(struct writer *w, u32 index, u64 from)
{
	put_string_up_to(w, index, from, PATH_LIMIT);
}

inlined void put_kernel_string(struct writer *w, u32 index, const void *from, u32 limit)
{
	set_length(w, index, append_string(w, from, limit, false));
}

/* Appends `length` bytes (less than 64 Ki) of the calling process; returns how many, 0 when they cannot be read. */
inlined u64 append_bytes(struct writer *w, u64 from, u64 length)
{
	length &= SCRATCH_MASK;
	if (bpf_probe_read_user(place(w), length, (void *)from))
		return 0;
	advance(w, length);
	return length;
}

inlined void put_bytes(struct writer *w, u32 index, u64 from, u64 length)
{
	u64 n = from && length ? append_bytes(w, from, length) : 0;
	set_length(w, index, n);
}

/* As much of `available` bytes as the snap length lets through. */
inlined u64 snap(s64 available)
{
	u64 limit = settings.snaplen;
	return available < 0 ? 0 : available < limit ? available : limit;
}

/* What a call read: nothing unless it returned a positive count. */
inlined void put_read_data(struct writer *w, u32 index, u64 from, s64 result)
{
	put_bytes(w, index, from, result > 0 ? snap(result) : 0);
}

/* What a call wrote, or was asked to write when it failed or wrote nothing. */
inlined void put_written_data(struct writer *w, u32 index, u64 from, s64 result, u64 asked)
{
	put_bytes(w, index, from, snap(result > 0 ? result : (s64)asked));
}

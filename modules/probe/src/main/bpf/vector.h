/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Data that a call scatters or gathers, and the headers of messages. */
#pragma once

#include "socket.h"

#define VECTOR_PARTS 32

struct part {
	u64 from, length;
};

/* A part of the vector that lies at the start of the scratch space's second half. */
inlined struct part vector_part(struct cpu *cpu, u32 i)
{
	const u8 *room = cpu->scratch + SCRATCH_LIMIT;
	if (cpu->call.compat) {
		const u32 *words = (const u32 *)(room + (i & (VECTOR_PARTS - 1)) * 8);
		return (struct part){words[0], words[1]};
	}
	const u64 *words = (const u64 *)(room + (i & (VECTOR_PARTS - 1)) * 16);
	return (struct part){words[0], words[1]};
}

/* Brings the first parts of a vector of the calling process into the room; returns how many. */
SHARED(fetch_vector)(u64 vector, u64 parts)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	if (parts > VECTOR_PARTS)
		parts = VECTOR_PARTS;
	u64 size = parts * (cpu->call.compat ? 8 : 16);
	if (!size || bpf_probe_read_user(cpu->scratch + SCRATCH_LIMIT, size & 0x3ff, (void *)vector))
		return 0;
	return parts;
}

/* Adds the length of the next part in the room to `cpu->high`; false when there is none. */
inlined bool add_part(struct cpu *cpu, u32 parts)
{
	volatile u32 *low = &cpu->low, *high = &cpu->high;
	u32 i = *low;
	if (i >= parts)
		return false;
	*low = i + 1;
	*high += vector_part(cpu, i).length;
	return true;
}

/* The sum of the lengths of the parts in the room. */
SHARED(vector_size)(u32 parts)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	volatile u32 *low = &cpu->low, *high = &cpu->high;
	*low = *high = 0;
	ROUNDS(VECTOR_PARTS, add_part(cpu, parts));
	return *high;
}

/* Appends what the next part in the room points to, up to an end; false when it cannot be read, or when nothing follows or fits. */
inlined bool append_part(struct writer *w, u32 parts, u64 end)
{
	volatile u32 *low = &w->cpu->low;
	u32 i = *low;
	if (i >= parts || w->at >= end)
		return false;
	*low = i + 1;
	struct part part = vector_part(w->cpu, i);
	u64 room = end - w->at;
	u64 length = part.length < room ? part.length : room;
	return !length || append_bytes(w, part.from, length);
}

/* Writes what the parts in the room point to, at most `limit` bytes, as a parameter. */
SHARED(put_vector_data)(u32 index, u32 parts, u32 limit)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct writer writer = resume(cpu), *w = &writer;
	u64 end = w->at + limit;
	u64 start = w->at;
	volatile u32 *low = &cpu->low;
	*low = 0;
	ROUNDS(VECTOR_PARTS, append_part(w, parts, end));
	set_length(w, index, w->at - start);
	return 0;
}

/* Parts and limit in one go, for calls that need nothing else of the vector; returns the sum of the lengths. */
inlined u32 put_vector(struct writer *w, u32 index, u64 vector, u64 count, u64 limit)
{
	u32 parts = fetch_vector(vector, (u32)count);
	save(w);
	put_vector_data(index, parts, limit);
	*w = resume(w->cpu);
	return vector_size(parts);
}

/* What a message header says, whatever the width of its pointers. */
struct message {
	struct named name;
	u64 vector, parts, control, control_length, transferred;
};

inlined bool read_message(struct call *call, u64 from, struct message *message)
{
	if (call->compat) {
		u32 words[8] = {}; /* name, its length, vector, parts, control, its length, flags, transferred */
		if (bpf_probe_read_user(words, 7 * sizeof(u32), (void *)from))
			return false;
		*message = (struct message){NAMED(words[0], (u32)words[1]), words[2], words[3], words[4], words[5], 0};
	} else {
		u64 words[8] = {};
		if (bpf_probe_read_user(words, 7 * sizeof(u64), (void *)from))
			return false;
		*message = (struct message){NAMED(words[0], (u32)words[1]), words[2], words[3], words[4], words[5], 0};
	}
	return true;
}

/* The same for an element of an array of messages, which also tells how much was transferred. */
inlined bool read_message_at(struct call *call, u64 array, u32 i, struct message *message)
{
	u64 header = call->compat ? 28 : 56;
	u64 from = array + i * (call->compat ? 32 : 64);
	u32 transferred = 0;
	if (!read_message(call, from, message))
		return false;
	bpf_probe_read_user(&transferred, sizeof(transferred), (void *)(from + header));
	message->transferred = transferred;
	return true;
}

/* Ancillary data, when it fits a parameter. */
inlined void put_control(struct writer *w, u32 index, struct message *message)
{
	put_bytes(w, index, message->control, message->control_length < SCRATCH_LIMIT ? message->control_length : 0);
}

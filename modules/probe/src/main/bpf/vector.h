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

/* The sum of the lengths of the parts in the room. */
SHARED(vector_size)(u32 parts)
{
	struct cpu *cpu = this_cpu();
	u32 sum = 0;
	if (!cpu)
		return 0;
#pragma nounroll
	for (u32 i = 0; i < VECTOR_PARTS; i++) {
		if (i >= parts)
			break;
		sum += vector_part(cpu, i).length;
	}
	return sum;
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
#pragma nounroll
	for (u32 i = 0; i < VECTOR_PARTS; i++) {
		if (i >= parts || w->at >= end)
			break;
		struct part part = vector_part(cpu, i);
		u64 room = end - w->at;
		u64 length = part.length < room ? part.length : room;
		if (length && !append_bytes(w, part.from, length))
			break;
	}
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

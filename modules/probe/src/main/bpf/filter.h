/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What is left out before it becomes an event: user space works out from the rules which events of which calls nobody can want (KernelFilterTerms.java, which
 * gives the same answers). Whatever cannot be judged here, such as a path that cannot be read, is delivered.
 */
#pragma once

#include "entry.h"

#define PREFIX_BYTES 64
#define SUFFIX_BYTES 32
#define MOST_TERMS 4096
#define KEEPERS 4096
#define LOWEST_ERROR -4095
#define EINPROGRESS 115

/* Bits of filter.kinds, in the order of LeftOut.java. */
enum left_out_kind {
	LEFT_OUT_FAILED = 1,
	LEFT_OUT_FAILED_ELSEWHERE = 2,
	LEFT_OUT_ELSEWHERE = 4,
	LEFT_OUT_WITHOUT_EFFECT = 8,
	LEFT_OUT_UNTIL_NEEDED = 16,
	LEFT_OUT_READING_UNTIL_NEEDED = 32,
	LEFT_OUT_FAMILY_UNTIL_NEEDED = 64,
	LEFT_OUT_FAILED_ON_UNTOLD = 128,
};

/* What is decided in the program of the call, not before it. */
#define LEFT_OUT_LATER                                                                                                         \
	(LEFT_OUT_FAILED_ELSEWHERE | LEFT_OUT_ELSEWHERE | LEFT_OUT_WITHOUT_EFFECT | LEFT_OUT_UNTIL_NEEDED |                    \
	 LEFT_OUT_READING_UNTIL_NEEDED | LEFT_OUT_FAMILY_UNTIL_NEEDED | LEFT_OUT_FAILED_ON_UNTOLD)

/* Written by user space at any time. All kinds are 0 while the terms below change. */
struct filter {
	u32 suffixes;		 /* 1: there are wanted suffixes */
	u32 behind;		 /* 1: something may be left out until needed, from now on for ever */
	u64 families;		 /* bits of address families: a socket of such a one nobody wants */
	u8 kinds[CALL_NUMBERS]; /* by number in `calls` */
	u32 keepers[KEEPERS];	/* written by the programs: how many tasks keep something to themselves, by the end of their number */
};
struct filter filter SEC(".data.filter");

/* How many events were left out, by number in `calls`; a row for each processor. */
struct left_out {
	u64 calls[CALL_NUMBERS];
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct left_out);
} left_out SEC(".maps");

/* What wanted paths begin with, and what they end with, read backwards. */
struct prefix {
	u32 bits;
	u8 text[PREFIX_BYTES];
};
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOST_TERMS);
	__type(key, struct prefix);
	__type(value, u8);
} wanted_prefixes SEC(".maps");

struct suffix {
	u32 bits;
	u8 text[SUFFIX_BYTES];
};
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, MOST_TERMS);
	__type(key, struct suffix);
	__type(value, u8);
} wanted_suffixes SEC(".maps");

/* Where a path is looked at: in the second half of the workspace. What it begins with lies so that it is a key at once. */
struct path_room {
	u32 bits;
	u8 text[PATH_ROOM];
	u64 beyond[2]; /* what is loaded or put in a word past the path's end */
	struct suffix end;
};

inlined struct path_room *path_room(struct cpu *cpu)
{
	return (void *)(cpu->scratch + SCRATCH_LIMIT);
}

inlined u8 left_out_kinds(struct call *call)
{
	return filter.kinds[call->number & (CALL_NUMBERS - 1)];
}

/* EINPROGRESS is no failure: such a connect goes on and changes its socket. */
inlined bool has_failed(struct call *call)
{
	return call->result < 0 && call->result >= LOWEST_ERROR && call->result != -EINPROGRESS;
}

inlined void count_left_out(u32 number)
{
	u32 key = bpf_get_smp_processor_id();
	struct left_out *row = bpf_map_lookup_elem(&left_out, &key);
	if (row)
		row->calls[number & (CALL_NUMBERS - 1)]++;
}

inlined void leave_out(struct call *call, struct entry *entry)
{
	forget_entry(entry);
	count_left_out(call->number);
}

/* By what the call returned alone. */
inlined bool left_out_by_result(struct call *call)
{
	if (!(left_out_kinds(call) & LEFT_OUT_FAILED) || !has_failed(call))
		return false;
	leave_out(call, entry_for(call));
	return true;
}

/* By whether a call with these arguments changes what the tables hold; StateEffects.java says the same of its event. */
inlined bool left_out_by_effect(struct call *call, bool has_effect)
{
	if (has_effect || !(left_out_kinds(call) & LEFT_OUT_WITHOUT_EFFECT))
		return false;
	leave_out(call, NULL);
	return true;
}

/*
 * Brings a path into the path room as its event would show it: its size with the NUL, 0 when it cannot be known. `entry` is the current task's, if the call's
 * arguments are taken early.
 */
inlined u32 read_path(struct cpu *cpu, struct entry *entry, u64 pointer)
{
	struct path_room *room = path_room(cpu);
	if (!is_taken_early(&cpu->call)) {
		long size = bpf_probe_read_user_str(room->text, PATH_ROOM, (void *)pointer);
		return size < 0 ? 0 : size;
	}
	if (!is_of_call(entry, &cpu->call, pointer) || entry->length >= PATH_ROOM)
		return 0;
	u64 size = entry->length;
	BOUND(size, PATH_ROOM - 1);
	bpf_probe_read_kernel(room->text, size, entry->bytes);
	return size;
}

/* Eight bytes of a path at once: the verifier looks at every round of a loop in every program, and a round for each byte takes most of the start. */
#define EACH_BYTE(value) (0x0101010101010101ULL * (value))
#define WORD_AT(place) (*(volatile u64 *)(place))

/* The highest bit of each byte that is 0. */
inlined u64 zero_bytes(u64 word)
{
	return ~(((word & EACH_BYTE(0x7f)) + EACH_BYTE(0x7f)) | word) & EACH_BYTE(0x80);
}

inlined u64 bytes_that_are(u64 word, u8 byte)
{
	return zero_bytes(word ^ EACH_BYTE(byte));
}

/* Those that are no printable ASCII. */
inlined u64 odd_bytes(u64 word)
{
	return (word & EACH_BYTE(0x80)) | zero_bytes(word & EACH_BYTE(0x60)) | bytes_that_are(word, 0x7f);
}

/* Whether nothing in the eight bytes of a path from a place on is odd or unusual; what follows them is looked at, too. */
inlined bool is_plain_word(u8 *text)
{
	u64 word = WORD_AT(text), next = WORD_AT(text + 1), third = WORD_AT(text + 2);
	u64 slash = bytes_that_are(word, '/'), dot = bytes_that_are(next, '.');
	u64 repeated = (slash & bytes_that_are(next, '/')) | (dot & bytes_that_are(word, '.'));
	return !(odd_bytes(word) | repeated | (slash & dot & bytes_that_are(third, '/')));
}

/* Goes on behind the next sixteen bytes of a path that is so long, if the same holds of them; false at its end, too. */
inlined bool next_is_plain(struct cpu *cpu, u32 length)
{
	volatile u32 *low = &cpu->low;
	u64 at = *low, next = at + 16;
	if (at >= length)
		return false;
	BOUND(at, PATH_ROOM - 16);
	u8 *text = path_room(cpu)->text + at;
	if (!is_plain_word(text) || !is_plain_word(text + 8))
		return false;
	*low = next;
	return true;
}

/* Whether no byte of the path is odd, none of its components is empty, `.` or `..`, and no `..` is in it; 2 <= length < PATH_ROOM - 1. */
inlined bool is_plain(struct cpu *cpu, u64 length)
{
	u8 *text = path_room(cpu)->text;
	volatile u32 *low = &cpu->low;
	u64 last = length - 1, before = length - 2;
	BOUND(last, PATH_ROOM - 1);
	BOUND(before, PATH_ROOM - 1);
	BOUND(length, PATH_ROOM - 1);
	if (text[0] != '/' || text[last] == '/' || (text[last] == '.' && text[before] == '/'))
		return false;
	WORD_AT(text + length) = EACH_BYTE('-');
	WORD_AT(text + length + 8) = EACH_BYTE('-');
	*low = 0;
	ROUNDS(PATH_ROOM / 16 + 1, next_is_plain(cpu, length));
	text[length] = 0;
	return *low >= length;
}

/* The last bytes of the path, the last one first, and NULs before its beginning. */
inlined void put_end(struct path_room *room, u64 length)
{
	room->end.bits = 8 * SUFFIX_BYTES;
#pragma unroll
	for (u32 i = 0; i < SUFFIX_BYTES; i += 8) {
		s64 rest = (s64)length - i;
		u64 from = rest < 8 ? 0 : rest - 8;
		BOUND(from, PATH_ROOM - 1);
		u64 word = WORD_AT(room->text + from);
		if (rest < 8)
			word = rest <= 0 ? 0 : word << (8 * (8 - rest));
		WORD_AT(room->end.text + i) = __builtin_bswap64(word);
	}
}

/* Whether the path in the path room, of this size with the NUL, is plain and begins and ends as no wanted one does. */
SHARED(is_elsewhere)(u32 size)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct path_room *room = path_room(cpu);
	if (size < 3 || size >= PATH_ROOM || !is_plain(cpu, size - 1))
		return 0;
	room->bits = 8 * PREFIX_BYTES;
	if (bpf_map_lookup_elem(&wanted_prefixes, room))
		return 0;
	if (!filter.suffixes)
		return 1;
	put_end(room, size - 1);
	return !bpf_map_lookup_elem(&wanted_suffixes, &room->end);
}

/*
 * By the paths that two of its arguments point to; the same argument twice for a call with one path. `entry` is the current task's, NULL where nobody has looked
 * for it.
 */
inlined bool left_out_by_path(struct cpu *cpu, struct entry *entry, u32 first, u32 second)
{
	struct call *call = &cpu->call;
	u8 kinds = left_out_kinds(call);
	if (!(kinds & LEFT_OUT_ELSEWHERE) && !(kinds & LEFT_OUT_FAILED_ELSEWHERE && has_failed(call)))
		return false;
	if (!entry)
		entry = entry_for(call);
	if (!is_elsewhere(read_path(cpu, entry, ARG(first))) ||
	    (second != first && !is_elsewhere(read_path(cpu, entry, ARG(second)))))
		return false;
	leave_out(call, entry);
	return true;
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Arguments that another thread could rewrite while a call runs, taken when it begins: the names of open, creat, openat and openat2,
 * the `how` of openat2, the address of connect. The exit program then reports what was there at the beginning. What cannot be taken
 * (its page was not in memory) is read at the end, counted and marked.
 *
 * A task's arguments lie in memory of its own, or, before Linux 5.11, in a table by thread.
 */
#pragma once

#include "socket.h"

enum entry_kind {
	ENTRY_NONE,
	ENTRY_NAME_FIRST,   /* open, creat: the name is the first argument */
	ENTRY_NAME_SECOND,  /* openat */
	ENTRY_NAME_AND_HOW, /* openat2 */
	ENTRY_ADDRESS,	    /* connect */
	ENTRY_SOCKETCALL,   /* connect in 32-bit disguise */
};

struct open_how {
	u64 flags, mode, resolve;
};

struct entry {
	u64 pointer; /* of the argument: with the number it tells whose exit may use this */
	u32 number;  /* as in `calls`; 0: nothing taken */
	u32 length;  /* of what follows */
	struct open_how how;
	u8 bytes[PATH_LIMIT];
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct entry);
} entries SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, u32);
	__type(value, struct entry);
} entries_by_thread SEC(".maps");

#define HAS_TASK_STORAGE                                                                                                       \
	(TYPED_TASK && bpf_core_enum_value_exists(enum bpf_map_type, BPF_MAP_TYPE_TASK_STORAGE))

inlined struct entry *entry_of_task(void)
{
	if (HAS_TASK_STORAGE)
		return bpf_task_storage_get(&entries, bpf_get_current_task_btf(), NULL, 0);
	u32 thread = bpf_get_current_pid_tgid();
	return bpf_map_lookup_elem(&entries_by_thread, &thread);
}

inlined struct entry *make_entry(struct cpu *cpu)
{
	if (HAS_TASK_STORAGE)
		return bpf_task_storage_get(&entries, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	u32 thread = bpf_get_current_pid_tgid();
	struct entry *known = bpf_map_lookup_elem(&entries_by_thread, &thread);
	if (known)
		return known;
	bpf_map_update_elem(&entries_by_thread, &thread, cpu->scratch, BPF_ANY);
	return bpf_map_lookup_elem(&entries_by_thread, &thread);
}

/* Takes the arguments of a call that begins. */
inlined int take_entry(struct call *call, struct entry *entry, enum entry_kind kind)
{
	u64 name = kind == ENTRY_NAME_FIRST ? ARG(0) : ARG(1);
	long length;
	entry->number = 0;
	if (kind == ENTRY_ADDRESS) {
		length = (u32)ARG(2) < sizeof(union address) ? (u32)ARG(2) : sizeof(union address) - 1;
		if (bpf_probe_read_user(entry->bytes, length & 0x7f, (void *)name))
			return 0;
	} else {
		length = string_length(bpf_probe_read_user_str(entry->bytes, PATH_LIMIT, (void *)name));
		if (length < 0)
			return 0;
		__builtin_memset(&entry->how, 0, sizeof(entry->how));
		if (kind == ENTRY_NAME_AND_HOW && bpf_probe_read_user(&entry->how, at_most(ARG(3), sizeof(entry->how)), (void *)ARG(2)))
			return 0;
	}
	entry->pointer = name;
	entry->length = length;
	entry->number = call->number;
	return 0;
}

/* What was taken at the beginning of this call, or NULL: not asked for, or (counted) not possible. */
inlined struct entry *taken(struct call *call, u64 pointer)
{
	if (!settings.entry[call->number & (CALL_NUMBERS - 1)])
		return NULL;
	struct entry *entry = entry_of_task();
	if (entry && entry->number == call->number && entry->pointer == pointer) {
		entry->number = 0;
		return entry;
	}
	count(0, COUNT_ENTRY_ABSENT);
	call->late = 1;
	return NULL;
}

/* The name of an open call. */
inlined void put_name(struct writer *w, u32 index, struct entry *entry, u64 from)
{
	if (!entry) {
		put_string(w, index, from);
		return;
	}
	u32 length = entry->length & (2 * PATH_LIMIT - 1);
	if (length > PATH_LIMIT)
		length = PATH_LIMIT;
	bpf_probe_read_kernel(place(w), length, entry->bytes);
	advance(w, length);
	set_length(w, index, length);
}

/* The address of a connect, brought to the room. */
inlined bool copy_address(union address *room, struct entry *entry)
{
	u32 length = entry->length & 0x7f;
	__builtin_memset(room, 0, sizeof(*room));
	bpf_probe_read_kernel(room, length, entry->bytes);
	return length;
}

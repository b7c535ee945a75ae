/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Arguments that another thread could rewrite while a call runs, taken when it begins: the names of open, creat, openat and openat2,
 * the `how` of openat2, the address of connect. The exit program then reports what was there at the beginning. What cannot be taken
 * (its page was not in memory), or was not (the call began before its program was attached), is read at the end, counted and marked.
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

#define UNREADABLE 0xffffffff /* the length of what was not in memory */

/* What a task did with a descriptor that nobody has been told of: see behind.h. */
enum behind_kind { BEHIND_NOTHING, BEHIND_OPENED, BEHIND_CLOSED, BEHIND_SOCKET };

#define PATH_ROOM 256 /* of paths that are looked at; one that does not fit with its NUL is delivered */

struct behind {
	u32 kind;
	u32 number; /* of the call, in `calls` */
	s32 fd;
	/* as its event shows them */
	union {
		struct {
			u32 flags, mode, device;
			u32 size; /* of the name with its NUL */
		};
		struct {
			u32 family, type, protocol, socket_flags;
		};
	};
	u64 inode;
	u8 name[PATH_ROOM];
};

struct entry {
	struct behind behind; /* in a task's own memory only */
	u64 pointer; /* of the argument: with the mark it tells whose exit may use this */
	u64 mark;    /* of the call that this belongs to (mark_of); 0: nothing taken */
	u32 length;  /* of what follows, or UNREADABLE */
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

#if defined(SINCE_6_4)
#define HAS_TASK_STORAGE 1
#else
#define HAS_TASK_STORAGE                                                                                                       \
	(TYPED_TASK && bpf_core_enum_value_exists(enum bpf_map_type, BPF_MAP_TYPE_TASK_STORAGE))
#endif

inlined struct entry *entry_of_task(void)
{
	if (HAS_TASK_STORAGE)
		return bpf_task_storage_get(&entries, bpf_get_current_task_btf(), NULL, 0);
	u32 thread = bpf_get_current_pid_tgid();
	return bpf_map_lookup_elem(&entries_by_thread, &thread);
}

inlined struct entry *make_entry(void)
{
	if (HAS_TASK_STORAGE)
		return bpf_task_storage_get(&entries, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	u32 thread = bpf_get_current_pid_tgid();
	struct entry *known = bpf_map_lookup_elem(&entries_by_thread, &thread);
	struct cpu *cpu = this_cpu();
	if (known || !cpu)
		return known;
	bpf_map_update_elem(&entries_by_thread, &thread, cpu->scratch, BPF_ANY);
	return bpf_map_lookup_elem(&entries_by_thread, &thread);
}

/* The same at both ends of a call, never 0. What was taken before the entry programs were attached anew has another. */
inlined u64 mark_of(struct call *call)
{
	return (u64)settings.session << 32 | call->compat << 16 | call->number;
}

/* Takes the arguments of a call that begins. */
inlined int take_entry(struct call *call, enum entry_kind kind)
{
	struct entry *entry = make_entry();
	if (!entry)
		return 0;
	u64 pointer = kind == ENTRY_NAME_FIRST ? ARG(0) : ARG(1);
	entry->mark = 0;
	entry->pointer = pointer;
	entry->length = UNREADABLE;
	if (kind == ENTRY_ADDRESS) {
		u32 length = (u32)ARG(2) < sizeof(union address) ? (u32)ARG(2) : sizeof(union address) - 1;
		if (!bpf_probe_read_user(entry->bytes, length & 0x7f, (void *)pointer))
			entry->length = length;
	} else {
		long length = string_length(bpf_probe_read_user_str(entry->bytes, PATH_LIMIT, (void *)pointer));
		__builtin_memset(&entry->how, 0, sizeof(entry->how));
		if (kind == ENTRY_NAME_AND_HOW && bpf_probe_read_user(&entry->how, at_most(ARG(3), sizeof(entry->how)), (void *)ARG(2)))
			length = -1;
		if (length >= 0)
			entry->length = length;
	}
	entry->mark = mark_of(call);
	return 0;
}

/* Whether what was taken is that of this call. */
inlined bool is_of_call(struct entry *entry, struct call *call, u64 pointer)
{
	return entry && entry->mark == mark_of(call) && entry->pointer == pointer;
}

inlined bool is_taken_early(struct call *call)
{
	return settings.entry[call->number & (CALL_NUMBERS - 1)];
}

/* What the current task may have taken, or NULL for a call of which nothing is taken. */
inlined struct entry *entry_for(struct call *call)
{
	return is_taken_early(call) ? entry_of_task() : NULL;
}

/*
 * What was taken at the beginning of this call, or NULL: not asked for, or (counted) not possible. It can be asked once. `entry` is the current task's, if one
 * is there.
 */
inlined struct entry *taken(struct call *call, struct entry *entry, u64 pointer)
{
	if (!is_taken_early(call))
		return NULL;
	if (is_of_call(entry, call, pointer)) {
		entry->mark = 0;
		if (entry->length != UNREADABLE)
			return entry;
	} else {
		count(0, COUNT_ENTRY_UNSEEN);
	}
	count(0, COUNT_ENTRY_ABSENT);
	call->marks = LATE;
	return NULL;
}

/* For a call that ends without being reported: nobody may take what it began with for that of a later one. */
inlined void forget_entry(struct entry *entry)
{
	if (entry)
		entry->mark = 0;
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

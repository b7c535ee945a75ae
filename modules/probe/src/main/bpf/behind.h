/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Opens of files and makings of sockets that nobody wants, and the closes behind them, written behind: the tables have to know of a descriptor only when an event of its process is
 * delivered, or when another process gets a copy of its descriptors. Until then a task keeps the last such descriptor to itself, open or closed; most are
 * closed by then, and two events fewer were made. What is still to be told is told before the event that needs it, whatever that is.
 *
 * Only for a task that shares its descriptors with no other, so that nobody else can use what was not told. It begins to share them in a call that makes
 * a task, before which on_copy tells.
 */
#pragma once

#include "filter.h"

#define MAY_BE_BEHIND (HAS_TASK_STORAGE && filter.behind)

inlined struct behind *untold_in(struct entry *entry)
{
	return entry && entry->behind.kind != BEHIND_NOTHING ? &entry->behind : NULL;
}

/* Tells of most tasks that they keep nothing without looking for their memory, which takes longer than all else that is done before an event is made. */
inlined u32 *keepers(void)
{
	return &filter.keepers[(u32)bpf_get_current_pid_tgid() & (KEEPERS - 1)];
}

/* What the current task has not told, or NULL. */
inlined struct behind *untold(void)
{
	return MAY_BE_BEHIND && *keepers() ? untold_in(entry_of_task()) : NULL;
}

inlined void keep(struct behind *behind, struct call *call, enum behind_kind kind)
{
	behind->fd = call->result;
	behind->number = call->number;
	behind->kind = kind;
	__sync_fetch_and_add(keepers(), 1);
}

inlined void keep_nothing(struct behind *behind)
{
	behind->kind = BEHIND_NOTHING;
	__sync_fetch_and_add(keepers(), -1);
}

enum { size_known_name = 0 };
inlined void put_known_name(struct writer *w, u32 index, struct behind *behind)
{
	u64 size = behind->size;
	BOUND(size, PATH_ROOM - 1);
	bpf_probe_read_kernel(place(w), size, behind->name);
	advance(w, size);
	set_length(w, index, size);
}

/* An open is told as openat, whose event gives the same descriptor. */
inlined int tell(struct cpu *cpu, struct behind *behind)
{
	u32 kind = behind->kind;
	keep_nothing(behind);
	cpu->call.marks = TOLD;
	if (kind == BEHIND_CLOSED)
		COMPOSE(SYSCALL_CLOSE_X, (s64, 0), (fd, behind->fd));
	else if (kind == BEHIND_SOCKET)
		COMPOSE(SOCKET_SOCKET_X, (s64, behind->fd), (u32, behind->family), (u32, behind->type), (u32, behind->protocol),
			(u32, behind->socket_flags));
	else
		COMPOSE(SYSCALL_OPENAT_2_X, (s64, behind->fd), (fd, WIRE_FDCWD), (known_name, behind), (u32, behind->flags), (u32, behind->mode),
			(u32, behind->device), (u64, behind->inode));
	cpu->call.marks = 0;
	return 0;
}

/* Tells what the current task has not told. */
SHARED(tell_untold)(void)
{
	struct cpu *cpu = this_cpu();
	struct behind *behind = untold();
	return cpu && behind ? tell(cpu, behind) : 0;
}

/* Before an event of a call whose own program decides whether it is delivered. */
inlined void tell_before(void)
{
	if (untold())
		tell_untold();
}

/* Its event can no longer come. */
inlined void forget_untold(struct behind *behind)
{
	count_left_out(behind->number);
	keep_nothing(behind);
}

/* Before one that gives a descriptor another meaning: what was not told of that one is never needed. */
inlined void tell_before_open(struct call *call, struct entry *entry)
{
	struct behind *behind = MAY_BE_BEHIND ? untold_in(entry) : NULL;
	if (!behind)
		return;
	if (behind->fd == call->result)
		forget_untold(behind);
	else
		tell_untold();
}

inlined bool shares_descriptors(void)
{
	struct task_struct *task = current_task();
	return READ(task, signal, nr_threads) != 1 || READ(task, files, count.counter) != 1;
}

#define ACCESS_MODE 3
#define CREAT_OR_TRUNC 01100

/* Opens to read alone. Those that ask for a directory are none: their events show O_TMPFILE, which counts as creating. */
inlined bool only_reads(u32 flags)
{
	return !(flags & (ACCESS_MODE | CREAT_OR_TRUNC | O_TMPFILE));
}

/* Whether an open with these flags may be left out until it is needed, if its path is elsewhere. */
inlined bool may_open_untold(struct call *call, u32 flags)
{
	u8 kinds = left_out_kinds(call);
	return kinds & LEFT_OUT_UNTIL_NEEDED ||
	       (kinds & LEFT_OUT_READING_UNTIL_NEEDED && only_reads(flags));
}

/* Keeps a successful open of a path that nobody wants to the task, in its entry or a new one. */
inlined bool left_open_untold(struct cpu *cpu, struct entry *entry, u64 pointer, u32 flags, u32 mode)
{
	struct call *call = &cpu->call;
	if (!MAY_BE_BEHIND || call->result < 0 || !may_open_untold(call, flags) || shares_descriptors())
		return false;
	u32 size = read_path(cpu, entry, pointer);
	if (!is_elsewhere(size))
		return false;
	if (!entry)
		entry = make_entry();
	if (!entry)
		return false;
	struct behind *behind = &entry->behind;
	tell_before_open(call, entry);
	struct opened file = opened_file(call->result);
	u64 bytes = size;
	BOUND(bytes, PATH_ROOM - 1);
	bpf_probe_read_kernel(behind->name, bytes, path_room(cpu)->text);
	behind->size = size;
	behind->flags = open_flags(flags) | opened_flags(&file);
	behind->mode = open_mode(flags, mode);
	behind->device = file.device;
	behind->inode = file.inode;
	keep(behind, call, BEHIND_OPENED);
	entry->mark = 0;
	return true;
}

/* Keeps the making of a socket of a family that nobody wants to the task. Tells what the event needs, if it is made. */
inlined bool left_socket_untold(struct call *call, u32 type_flags)
{
	if (!MAY_BE_BEHIND || !(left_out_kinds(call) & LEFT_OUT_FAMILY_UNTIL_NEEDED))
		return false;
	u64 family = (u32)ARG(0);
	bool kept = call->result >= 0 && family < 64 && filter.families >> (family & 63) & 1 && !shares_descriptors();
	struct entry *entry = kept ? make_entry() : NULL;
	if (!entry) {
		tell_before();
		return false;
	}
	tell_before_open(call, entry);
	struct behind *behind = &entry->behind;
	behind->family = socket_family(family);
	behind->type = ARG(1);
	behind->protocol = ARG(2);
	behind->socket_flags = type_flags;
	keep(behind, call, BEHIND_SOCKET);
	return true;
}

/* Whether the address of a connect is a path from the root of the file system. */
inlined bool names_path(struct call *call)
{
	struct {
		u16 family;
		char first, rest;
	} address = {};
	if (!is_taken_early(call))
		return (u32)ARG(2) > 2 && !bpf_probe_read_user(&address, 3, (void *)ARG(1)) && address.family == AF_UNIX &&
		       address.first == '/';
	struct entry *entry = entry_of_task();
	if (!is_of_call(entry, call, ARG(1)) || entry->length == UNREADABLE || entry->length < 3)
		return false;
	return entry->bytes[0] == AF_UNIX && !entry->bytes[1] && entry->bytes[2] == '/';
}

/* A connect to a path that failed on a local socket that was not told. Tells what the event needs, if it is made. */
inlined bool left_connect_untold(struct call *call)
{
	if (!(left_out_kinds(call) & LEFT_OUT_FAILED_ON_UNTOLD))
		return false;
	struct behind *behind = untold();
	if (!behind)
		return false;
	if (has_failed(call) && behind->kind == BEHIND_SOCKET && behind->family == AF_UNIX && behind->fd == (s32)ARG(0) &&
	    names_path(call)) {
		leave_out(call, entry_for(call));
		return true;
	}
	tell_untold();
	return false;
}

/* Keeps the close of a descriptor whose open was kept to the task. Other closes touch nothing of what was not told. */
inlined bool left_closed_untold(struct call *call, s32 fd)
{
	if (!(left_out_kinds(call) & LEFT_OUT_UNTIL_NEEDED)) {
		tell_before();
		return false;
	}
	struct behind *behind = untold();
	if (!behind || behind->fd != fd || call->result < 0)
		return false;
	count_left_out(behind->number);
	behind->number = call->number;
	behind->kind = BEHIND_CLOSED;
	return true;
}

/* CALL, for a call whose paths can be a reason to leave it out: those that arguments `first` and `second` point to. */
#define PATH_CALL(name, first, second)                                                                                         \
	inlined int body_##name(struct cpu *cpu, struct call *call, u64 *ctx);                                                 \
	SEC(SYS_EXIT) int call_##name(u64 *ctx)                                                                                \
	{                                                                                                                      \
		struct cpu *cpu = this_cpu();                                                                                  \
		if (!cpu || left_out_by_path(cpu, NULL, first, second))                                                        \
			return 0;                                                                                              \
		tell_before();                                                                                                 \
		return body_##name(cpu, &cpu->call, ctx);                                                                      \
	}                                                                                                                      \
	inlined int body_##name(struct cpu *cpu, struct call *call, u64 *ctx)

/* The same for a call that opens the path that argument `path` points to; its task's entry is looked for once. */
#define OPEN_CALL(name, path, flags, mode)                                                                                     \
	inlined int body_##name(struct cpu *cpu, struct call *call, struct entry *entry, u64 *ctx);                            \
	SEC(SYS_EXIT) int call_##name(u64 *ctx)                                                                                \
	{                                                                                                                      \
		struct cpu *cpu = this_cpu();                                                                                  \
		if (!cpu)                                                                                                      \
			return 0;                                                                                              \
		struct call *call = &cpu->call;                                                                                \
		struct entry *entry = MAY_BE_BEHIND || is_taken_early(call) ? entry_of_task() : NULL;                          \
		if (left_out_by_path(cpu, entry, path, path) || left_open_untold(cpu, entry, ARG(path), flags, mode))          \
			return 0;                                                                                              \
		tell_before_open(call, entry);                                                                                 \
		return body_##name(cpu, call, entry, ctx);                                                                     \
	}                                                                                                                      \
	inlined int body_##name(struct cpu *cpu, struct call *call, struct entry *entry, u64 *ctx)

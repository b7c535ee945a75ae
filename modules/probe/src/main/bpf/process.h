/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What the events of clone and exec have in common. */
#pragma once

#include "file.h"

#define ARGUMENTS_LIMIT 4096
#define COMM_LENGTH 16

/* The last byte written becomes a NUL, whatever it was. */
inlined void end_string(struct writer *w)
{
	STORE(u8, w->data + ((w->at - 1) & SCRATCH_MASK), 0);
}

/* At most `room` bytes of the calling process from `start` to `end`, NUL-terminated. */
inlined void put_block(struct writer *w, u32 index, u64 start, u64 end, u64 room)
{
	u64 length = end > start ? end - start : 0;
	if (length > room)
		length = room;
	if (length > ARGUMENTS_LIMIT)
		length = ARGUMENTS_LIMIT;
	u64 n = length ? append_bytes(w, start, length) : 0;
	if (n)
		end_string(w);
	set_length(w, index, n);
}

/* Two parameters: the first argument, the others. Both share 4 KiB. */
inlined void put_arguments(struct writer *w, u32 index, struct mm_struct *mm)
{
	u64 start = READ_CAST(mm, arg_start), end = READ_CAST(mm, arg_end);
	u64 first = start ? append_string(w, (void *)start, ARGUMENTS_LIMIT, true) : 0;
	set_length(w, index, first);
	put_block(w, index + 1, start + first, end, ARGUMENTS_LIMIT - (first & 0x1fff));
}

inlined void put_environment(struct writer *w, u32 index, struct mm_struct *mm)
{
	put_block(w, index, READ_CAST(mm, env_start), READ_CAST(mm, env_end), ARGUMENTS_LIMIT);
}

/*
 * Parameters 3 to 14 of the events of clone and exec: ids, working directory (always empty), limits, faults, memory, name, control
 * groups. The task is the workspace's subject.
 */
SHARED(put_task)(void)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *task = FOLLOW(task_struct, cpu->subject);
	struct writer writer = resume(cpu), *w = &writer;
	PUT_ALL_FROM(3, w, (s64, READ_CAST(task, pid)), (s64, READ_CAST(task, tgid)), (s64, READ_CAST(task, real_parent, pid)),
		     (empty), (u64, READ_CAST(task, signal, rlim[RLIMIT_NOFILE].rlim_cur)), (u64, READ_CAST(task, maj_flt)),
		     (u64, READ_CAST(task, min_flt)));
	struct memory memory = memory_of(READ_CAST(task, mm));
	PUT_ALL_FROM(10, w, (u32, memory.size), (u32, memory.resident), (u32, memory.swapped))
	put_kernel_string(w, 13, &task->comm, COMM_LENGTH);
	put_cgroups(w, 14, task);
	return 0;
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Facts about the file that a task executes. */
#pragma once

#include "process.h"

#define SB_RDONLY 1
#define S_IFREG 0100000
#define S_IMMUTABLE 8
#define MAY_WRITE 2
#define CAP_DAC_OVERRIDE 1
#define CAP_FOWNER 3
#define GROUP_STEPS 16
#define NO_ID ((u32)-1)

/* A step of the search for a group in a sorted list of ids; ends it with `low` above `high` when it is found. */
inlined bool halve(struct cpu *cpu, void *ids, u32 group)
{
	volatile u32 *low = &cpu->low, *high = &cpu->high;
	if (*low >= *high)
		return false;
	u32 middle = (*low + *high) / 2, found = 0;
	bpf_probe_read_kernel(&found, sizeof(found), ids + (u64)middle * sizeof(found));
	if (found < group)
		*low = middle + 1;
	else if (found > group)
		*high = middle;
	else
		*low = *high + 1;
	return true;
}

/* 1 when the task at `cpu->subject` is a member of a group, found by halving its sorted list. */
SHARED(in_group)(u32 group)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *task = FOLLOW(task_struct, cpu->subject);
	struct group_info *info = READ_CAST(task, cred, group_info);
	if (!info)
		return 0;
	volatile u32 *low = &cpu->low, *high = &cpu->high;
	u32 first = bpf_core_field_offset(struct group_info, gid);
	*low = 0;
	*high = READ_CAST(info, ngroups);
	ROUNDS(GROUP_STEPS, halve(cpu, (void *)info + first, group));
	return *low > *high;
}

/* Whether an id exists in a user namespace: of its first five ranges one holds it. */
inlined bool mapped(struct uid_gid_map *map, u32 id)
{
	u32 ranges = BPF_CORE_READ(map, nr_extents);
	for (u32 i = 0; i < 5 && i < ranges; i++) {
		u32 first = BPF_CORE_READ(map, extent[i].lower_first);
		if (id >= first && id <= first + BPF_CORE_READ(map, extent[i].count) - 1)
			return true;
	}
	return false;
}

/* Whether the task, which is the workspace's subject, could write to the file: by ownership, permission bits or capability; access lists are not asked. */
inlined bool writable(struct task_struct *task, struct inode *inode)
{
	struct cred *cred = READ_CAST(task, cred);
	u32 mode = READ_CAST(inode, i_mode);
	u32 uid = READ_CAST(inode, i_uid.val), gid = READ_CAST(inode, i_gid.val);
	if (READ_CAST(inode, i_sb, s_flags) & SB_RDONLY || READ_CAST(inode, i_flags) & S_IMMUTABLE || uid == NO_ID || gid == NO_ID)
		return false;
	if (READ_CAST(cred, fsuid.val) == uid)
		return true;
	bool member = READ_CAST(cred, fsgid.val) == gid || in_group(gid);
	if ((member ? mode >> 3 : mode) & MAY_WRITE)
		return true;
	struct user_namespace *user = READ_CAST(cred, user_ns);
	u64 able = CAPABILITIES(task, cap_effective);
	if (!user || !(able & (1 << CAP_DAC_OVERRIDE | 1 << CAP_FOWNER)) || !mapped(&user->uid_map, uid))
		return false;
	return able & 1 << CAP_FOWNER || mapped(&user->gid_map, gid);
}

/* Whether the file was made by memfd_create: no parent, and a name that says so. */
inlined bool from_memfd(struct dentry *dentry)
{
	char name[8] = {};
	if (READ_CAST(dentry, d_parent) != dentry)
		return false;
	bpf_probe_read_kernel_str(name, sizeof(name), READ_CAST(dentry, d_name.name));
	return name[0] == 'm' && name[1] == 'e' && name[2] == 'm' && name[3] == 'f' && name[4] == 'd' && name[5] == ':';
}

inlined enum layer executable_layer(struct dentry *dentry)
{
	return overlay_layer(FOLLOW(dentry, dentry));
}

inlined u32 executable_flags(struct task_struct *task, struct file *file)
{
	struct dentry *dentry = READ_CAST(file, f_path.dentry);
	enum layer layer = executable_layer(dentry);
	return (writable(task, READ_CAST(file, f_inode)) ? PRG_EXECVE_FLAGS__EXE_WRITABLE : 0) |
	       (layer == LAYER_UPPER ? PRG_EXECVE_FLAGS__EXE_UPPER_LAYER : 0) |
	       (layer == LAYER_LOWER ? PRG_EXECVE_FLAGS__EXE_LOWER_LAYER : 0) |
	       (from_memfd(dentry) ? PRG_EXECVE_FLAGS__EXE_FROM_MEMFD : 0);
}

inlined u64 nanoseconds(s64 seconds, u64 fraction)
{
	return seconds < 0 ? 0 : seconds * 1000000000ull + fraction;
}

inlined u64 change_time(struct inode *inode)
{
	struct inode___ctime_hidden *hidden = (void *)inode;
	struct inode___split_times *split = (void *)inode;
	if (bpf_core_field_exists(inode->i_ctime))
		return nanoseconds(READ_CAST(inode, i_ctime.tv_sec), READ_CAST(inode, i_ctime.tv_nsec));
	if (bpf_core_field_exists(hidden->__i_ctime))
		return nanoseconds(READ_CAST(hidden, __i_ctime.tv_sec), READ_CAST(hidden, __i_ctime.tv_nsec));
	return nanoseconds(READ_CAST(split, i_ctime_sec), READ_CAST(split, i_ctime_nsec));
}

inlined u64 modification_time(struct inode *inode)
{
	struct inode___mtime_hidden *hidden = (void *)inode;
	struct inode___split_times *split = (void *)inode;
	if (bpf_core_field_exists(inode->i_mtime))
		return nanoseconds(READ_CAST(inode, i_mtime.tv_sec), READ_CAST(inode, i_mtime.tv_nsec));
	if (bpf_core_field_exists(hidden->__i_mtime))
		return nanoseconds(READ_CAST(hidden, __i_mtime.tv_sec), READ_CAST(hidden, __i_mtime.tv_nsec));
	return nanoseconds(READ_CAST(split, i_mtime_sec), READ_CAST(split, i_mtime_nsec));
}

/* Parameters 16 to 29 of an exec event: from the terminal to the group. The current task is the workspace's subject. */
SHARED(put_executable)(void)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *task = current_task();
	struct writer writer = resume(cpu), *w = &writer;
	struct file *file = READ_CAST(task, mm, exe_file);
	struct inode *inode = READ_CAST(file, f_inode);
	PUT_ALL_FROM(16, w, (u32, terminal(task)), (s64, innermost(READ_CAST(task, signal, pids[PID_TYPE_PGID])).nr),
		     (u32, login_user(task)), (u32, executable_flags(task, file)),
		     (u64, CAPABILITIES(task, cap_inheritable)), (u64, CAPABILITIES(task, cap_permitted)),
		     (u64, CAPABILITIES(task, cap_effective)), (u64, READ_CAST(inode, i_ino)), (u64, change_time(inode)),
		     (u64, modification_time(inode)), (u32, READ_CAST(task, cred, euid.val)));
	save(w);
	put_file_path(cpu, file, 27);
	writer = resume(cpu);
	PUT_ALL_FROM(28, w, (s64, outermost(READ_CAST(task, signal, pids[PID_TYPE_PGID]))),
		     (u32, READ_CAST(task, cred, egid.val)));
	save(w);
	return 0;
}

#define VECTOR_LIMIT 16

/* Appends the string of an element of a vector, if there is one; false when it was the last, or when this is the end of the room. */
inlined bool append_element(struct writer *w, struct call *call, u64 vector, u32 i, u64 end)
{
	u64 element = 0;
	u32 size = call->compat ? 4 : 8;
	if (bpf_probe_read_user(&element, size, (void *)vector + i * size) || !element)
		return false;
	append_string(w, (void *)element, ARGUMENTS_LIMIT, true);
	if (w->at < end)
		return true;
	w->at = end;
	save(w);
	return false;
}

/* Appends the strings of a vector of the calling process from the given element on, `room` bytes at most. */
inlined u64 append_vector(struct writer *w, struct call *call, u64 vector, u32 from, u64 room)
{
	u64 start = w->at;
	u32 i = from;
	ROUNDS(VECTOR_LIMIT - from, append_element(w, call, vector, i++, start + room));
	if (w->at > start)
		end_string(w);
	return w->at - start;
}

/* Parameters 1 and 2 of an exec that failed: what it was asked to run, from its argument vector. */
inlined void put_asked_arguments(struct writer *w, struct call *call, u64 vector)
{
	u64 first = 0, size = call->compat ? 4 : 8;
	if (!vector) {
		STORE(u8, place(w), 0);
		w->at++;
		set_length(w, 1, 1);
		put_empty(w, 2);
		return;
	}
	bpf_probe_read_user(&first, size, (void *)vector);
	u64 length = first ? append_string(w, (void *)first, ARGUMENTS_LIMIT, true) : 0;
	set_length(w, 1, length);
	set_length(w, 2, length < ARGUMENTS_LIMIT ? append_vector(w, call, vector, 1, ARGUMENTS_LIMIT - length) : 0);
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Facts about a task: identity, memory, control groups, capabilities. */
#pragma once

#include "flags.h"
#include "values.h"

#define PF_EXITING 0x4
#define PF_KTHREAD 0x00200000
#define PID_TYPE_TGID 1
#define PID_TYPE_PGID 2
#define PID_TYPE_SID 3
#define RLIMIT_NOFILE 7
#define PAGE_KIB_SHIFT 2 /* pages of 4 KiB to KiB */

/* A pid's number and namespace at its innermost level. */
inlined struct upid innermost(struct pid *pid)
{
	struct upid found = {0};
	u32 level = READ_CAST(pid, level);
	u32 first = __builtin_preserve_field_info(((struct pid *)0)->numbers, BPF_FIELD_BYTE_OFFSET);
	bpf_probe_read_kernel(&found, sizeof(found), (void *)pid + first + level * sizeof(found));
	return found;
}

/* The number as the initial namespace sees it. */
inlined s32 outermost(struct pid *pid)
{
	return READ_CAST(pid, numbers[0].nr);
}

/* What a mm's counters hold, in pages. The index must be a literal: only then is the place in the kernel's array found. */
#define MEMORY_FILE 0
#define MEMORY_ANONYMOUS 1
#define MEMORY_SWAP 2
#define MEMORY_SHARED 3
#define MEMORY_PAGES(mm, which)                                                                                                \
	(bpf_core_type_exists(struct mm_rss_stat) ? READ_CAST(mm, rss_stat.count[which].counter) :                                  \
						    READ_CAST((struct mm_struct___percpu *)(mm), rss_stat[which].count))

/* Virtual size, resident, swapped, all in KiB; zero for a task without memory of its own. */
struct memory {
	u32 size, resident, swapped;
};

inlined struct memory memory_of(struct mm_struct *mm)
{
	if (!mm)
		return (struct memory){};
	return (struct memory){
		READ_CAST(mm, total_vm) << PAGE_KIB_SHIFT,
		(MEMORY_PAGES(mm, MEMORY_FILE) + MEMORY_PAGES(mm, MEMORY_ANONYMOUS) + MEMORY_PAGES(mm, MEMORY_SHARED))
			<< PAGE_KIB_SHIFT,
		MEMORY_PAGES(mm, MEMORY_SWAP) << PAGE_KIB_SHIFT,
	};
}

/* Capabilities are two words, low one first, before Linux 6.3 and one word since: the same eight bytes. */
#define KNOWN_CAPABILITIES ((1ull << 41) - 1)
#define CAPABILITIES(task, set)                                                                                                \
	({                                                                                                                     \
		u64 bits_ = 0;                                                                                                 \
		struct cred *cred_ = READ_CAST(task, cred);                                                                   \
		bpf_core_read(&bits_, sizeof(bits_), &cred_->set);                                                             \
		bits_ & KNOWN_CAPABILITIES;                                                                                    \
	})

inlined u32 encode_device(u32 dev)
{
	u32 major = dev >> 20, minor = dev & 0xfffff;
	return (minor & 0xff) | major << 8 | (minor & ~0xffu) << 12;
}

inlined u32 terminal(struct task_struct *task)
{
	struct tty_struct *tty = READ_CAST(task, signal, tty);
	if (!tty)
		return 0;
	return encode_device((READ_CAST(tty, driver, major) << 20 | READ_CAST(tty, driver, minor_start)) + READ_CAST(tty, index));
}

inlined u32 login_user(struct task_struct *task)
{
	if (bpf_core_field_exists(task->loginuid))
		return READ_CAST(task, loginuid.val);
	struct task_struct___separate_audit *other = (void *)task;
	if (bpf_core_field_exists(other->audit))
		return BPF_CORE_READ(other, audit, loginuid.val);
	return -1;
}

/* When the first process of the task's pid namespace started, nanoseconds of the boot clock. */
inlined u64 namespace_start(struct task_struct *task)
{
	struct pid_namespace *namespace = innermost(READ_CAST(task, signal, pids[PID_TYPE_TGID])).ns;
	return BPF_CORE_READ(namespace, child_reaper, start_time);
}

#define CGROUP_DEPTH 6

inlined struct cgroup_subsys_state *cgroup_state(struct css_set *set, u64 number)
{
	struct cgroup_subsys_state *state = NULL;
	bpf_probe_read_kernel(&state, sizeof(state), &set->subsys[number & 15]);
	return state;
}

/* Appends "subsystem=/path" with its NUL for the state at an address; nothing when the task has no such subsystem. */
SHARED(append_cgroup)(u64 address)
{
	struct cpu *cpu = this_cpu();
	const char *names[CGROUP_DEPTH] = {};
	u32 depth = 0;
	if (!cpu || !address)
		return 0;
	struct cgroup_subsys_state *state = FOLLOW(cgroup_subsys_state, address);
	struct writer writer = resume(cpu), *w = &writer;
	if (!append_string(w, READ_CAST(state, ss, name), 64, false))
		return 0;
	STORE(u8, w->data + ((w->at - 1) & SCRATCH_MASK), '=');
	struct kernfs_node *node = READ_CAST(state, cgroup, kn);
#pragma unroll
	for (int i = 0; i < CGROUP_DEPTH; i++) {
		if (!node)
			break;
		depth = i + 1;
		names[i] = READ_CAST(node, name);
		if (bpf_core_field_exists(node->parent))
			node = READ_CAST(node, parent);
		else
			node = READ_CAST((struct kernfs_node___hidden_parent *)node, __parent);
	}
	if (node) { /* deeper than this: the path starts below the root */
		STORE(u8, place(w), '/');
		w->at++;
	}
#pragma unroll
	for (int i = CGROUP_DEPTH - 1; i >= 0; i--) {
		if (!names[i])
			continue;
		append_string(w, names[i], 256, false);
		STORE(u8, w->data + ((w->at - 1) & SCRATCH_MASK), '/');
	}
	if (depth <= 1) { /* the root, whose name is empty */
		STORE(u8, place(w), 0);
		w->at++;
	} else
		STORE(u8, w->data + ((w->at - 1) & SCRATCH_MASK), 0);
	save(w);
	return 0;
}

#define APPEND_CGROUP(set, subsystem)                                                                                          \
	({                                                                                                                     \
		if (bpf_core_enum_value_exists(enum cgroup_subsys_id, subsystem))                                              \
			append_cgroup((u64)cgroup_state(set, bpf_core_enum_value(enum cgroup_subsys_id, subsystem)));          \
	})

inlined void put_cgroups(struct writer *w, u32 index, struct task_struct *task)
{
	struct css_set *set = READ_CAST(task, cgroups);
	u64 start = w->at;
	save(w);
	APPEND_CGROUP(set, cpuset_cgrp_id);
	APPEND_CGROUP(set, cpu_cgrp_id);
	APPEND_CGROUP(set, cpuacct_cgrp_id);
	APPEND_CGROUP(set, io_cgrp_id);
	APPEND_CGROUP(set, memory_cgrp_id);
	*w = resume(w->cpu);
	set_length(w, index, w->at - start);
}

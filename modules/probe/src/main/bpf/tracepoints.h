/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Events that are no system calls: exec, exit, and the start of a child where its first return is not traced. */
#pragma once

#include "calls/process.h"
#include "dispatch.h"

inlined bool not_reported(void)
{
	if (bpf_get_current_pid_tgid() >> 32 != settings.owner)
		return READ(current_task(), flags) & PF_KTHREAD;
	count(0, COUNT_OWN);
	return true;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, s32 old_id, struct linux_binprm *program)
{
	struct cpu *cpu = this_cpu();
	if (made_by_32_bit_code())
		note_compat();
	if (!cpu || not_reported())
		return 0;
	tell_before();
	cpu->call.marks = 0;
	BEGIN(SYSCALL_EXECVE_19_X);
	struct writer writer = resume(cpu), *w = &writer;
	task = current_task();
	put_s64(w, 0, 0);
	put_arguments(w, 1, READ_CAST(task, mm));
	save(w);
	cpu->subject = (u64)task;
	put_task();
	writer = resume(cpu);
	put_environment(w, 15, READ_CAST(task, mm));
	save(w);
	put_executable();
	writer = resume(cpu);
	put_kernel_string(w, 30, READ(FOLLOW(linux_binprm, program), filename), PATH_LIMIT);
	return END(SYSCALL_EXECVE_19_X);
}

#define REAPER_STEPS 60
#define THREAD_STEPS 30

inlined s32 exit_status(s32 code)
{
	return code >> 8 & 0xff;
}

/* The signal that ended a process, 0 when it ended by itself. */
inlined u8 ending_signal(s32 code)
{
	s32 signal = code & 0x7f;
	return signal != 0x7f ? signal : 0;
}

/* Goes on to the next thread of a group; ends at the first that goes on living, whose id is put to `found`, and behind the last, which puts 0. */
inlined bool next_thread(struct list_head *head, struct list_head **node, s32 *found)
{
	*found = 0;
	if (*node == head)
		return false;
	struct task_struct *thread = (void *)*node - bpf_core_field_offset(struct task_struct, thread_node);
	if (!(BPF_CORE_READ(thread, flags) & PF_EXITING)) {
		*found = BPF_CORE_READ(thread, pid);
		return false;
	}
	*node = BPF_CORE_READ(*node, next);
	*found = -1;
	return true;
}

/* A thread of the group of the task at `cpu->subject` that goes on living: its id, 0 for none, -1 when there were too many to look at. */
SHARED(living_thread)(void)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *task = (void *)cpu->subject;
	struct signal_struct *group = BPF_CORE_READ(task, signal);
	struct list_head *head = (void *)group + bpf_core_field_offset(struct signal_struct, thread_head);
	struct list_head *node = BPF_CORE_READ(head, next);
	s32 found = -1;
	ROUNDS(THREAD_STEPS, next_thread(head, &node, &found));
	return found;
}

/* Goes on to the next candidate for a reaper, an ancestor; ends where one is found, and where the last resort is the one. */
inlined bool next_reaper(struct cpu *cpu, struct task_struct *first, u32 level, s32 last_resort, s32 *found)
{
	struct task_struct *candidate = (void *)*(volatile u64 *)&cpu->candidate;
	if (candidate == first || BPF_CORE_READ(candidate, thread_pid, level) != level) {
		*found = last_resort;
		return false;
	}
	struct signal_struct *group = BPF_CORE_READ(candidate, signal);
	if (BPF_CORE_READ_BITFIELD_PROBED(group, is_child_subreaper)) {
		cpu->subject = (u64)candidate;
		s32 living = living_thread();
		if (living) {
			*found = living;
			return false;
		}
	}
	cpu->candidate = (u64)BPF_CORE_READ(candidate, real_parent);
	return true;
}

/* Who becomes the parent of the current task's children, as the kernel will choose: 0 when there is nobody, -1 when it was too far. */
SHARED(reaper)(void)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *father = current_task();
	cpu->subject = (u64)father;
	s32 found = living_thread();
	if (found)
		return found;
	struct upid own = innermost(READ(father, thread_pid));
	struct task_struct *first = BPF_CORE_READ(own.ns, child_reaper);
	if (first == father)
		return 0;
	s32 last_resort = BPF_CORE_READ(first, pid);
	struct signal_struct *group = READ(father, signal);
	if (!BPF_CORE_READ_BITFIELD_PROBED(group, has_child_subreaper))
		return last_resort;
	u32 level = READ(father, thread_pid, level);
	cpu->candidate = (u64)READ(father, real_parent);
	found = -1;
	ROUNDS(REAPER_STEPS, next_reaper(cpu, first, level, last_resort, &found));
	return found;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct *task)
{
	if (bpf_get_current_pid_tgid() >> 32 == settings.owner) {
		count(0, COUNT_OWN);
		return 0;
	}
	tell_before();
	task = FOLLOW(task_struct, task);
	s32 code = READ(task, exit_code);
	struct list_head *children = (void *)task + bpf_core_field_offset(struct task_struct, children);
	s64 heir = READ(task, children.next) != children ? reaper() : 0;
	return FIXED(PROCEXIT_1_E, (s64, code), (s64, exit_status(code)), (u8, ending_signal(code)), (u8, !!(code & 0x80)),
		     (s64, heir));
}

#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGKILL 9
#define SIGTERM 15
#define SIGCHLD 17
#define SIGTSTP 20
#define SIGRTMIN 32
#define SIGRTMAX 64

/* Who sent a signal, 0 when the kernel did or does not say. */
inlined s32 signal_sender(s32 signal, struct kernel_siginfo *passed)
{
	/* the kernel passes 0 and 1 for signals of its own that carry nothing, for which newer ones (6.12.117) give the argument no type */
	if ((u64)passed <= 1)
		return 0;
	struct kernel_siginfo *info = FOLLOW(kernel_siginfo, passed);
	if (signal >= SIGRTMIN && signal <= SIGRTMAX)
		return READ_CAST(info, _sifields._rt._pid);
	switch (signal) {
	case SIGKILL:
		return READ_CAST(info, _sifields._kill._pid);
	case SIGCHLD:
		return READ_CAST(info, _sifields._sigchld._pid);
	case SIGTERM:
	case SIGHUP:
	case SIGINT:
	case SIGTSTP:
	case SIGQUIT:
		return READ_CAST(info, si_code) <= 0 ? READ_CAST(info, _sifields._kill._pid) : 0;
	default:
		return 0;
	}
}

SEC("tp_btf/signal_deliver")
int BPF_PROG(on_signal, s32 signal, struct kernel_siginfo *info)
{
	if (bpf_get_current_pid_tgid() >> 32 == settings.owner) {
		count(0, COUNT_OWN);
		return 0;
	}
	tell_before();
	return FIXED(SIGNALDELIVER_E, (s64, signal_sender(signal, info)), (s64, current_thread()), (u8, signal));
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempted, struct task_struct *previous, struct task_struct *next)
{
	previous = FOLLOW(task_struct, previous);
	struct memory memory = memory_of(READ(previous, mm));
	return FIXED(SCHEDSWITCH_6_E, (s64, READ(next, pid)), (u64, READ(previous, maj_flt)), (u64, READ(previous, min_flt)),
		     (u32, memory.size), (u32, memory.resident), (u32, memory.swapped));
}

#if defined(__TARGET_ARCH_x86)
inlined u32 fault_flags(u64 error)
{
	return (error & 1 ? PRG_PF_FLAGS__PROTECTION_VIOLATION : PRG_PF_FLAGS__PAGE_NOT_PRESENT) |
	       (error & 2 ? PRG_PF_FLAGS__WRITE_ACCESS : PRG_PF_FLAGS__READ_ACCESS) |
	       (error & 4 ? PRG_PF_FLAGS__USER_FAULT : PRG_PF_FLAGS__SUPERVISOR_FAULT) |
	       (error & 8 ? PRG_PF_FLAGS__RESERVED_PAGE : 0) | (error & 16 ? PRG_PF_FLAGS__INSTRUCTION_FETCH : 0);
}

/* Page faults can come while another program is at work on the same CPU: they have counters of their own and no workspace. */
inlined int page_fault(u64 address, struct pt_regs *regs, u64 error)
{
	if (bpf_get_current_pid_tgid() >> 32 == settings.owner) {
		count(1, COUNT_OWN);
		return 0;
	}
	return FIXED_IN(1, PAGE_FAULT_E, current_thread(), (u64, address), (u64, regs->ip), (u32, fault_flags(error)));
}

SEC("tp_btf/page_fault_user")
int BPF_PROG(on_user_page_fault, unsigned long address, struct pt_regs *regs, unsigned long error)
{
	return page_fault(address, regs, error);
}

SEC("tp_btf/page_fault_kernel")
int BPF_PROG(on_kernel_page_fault, unsigned long address, struct pt_regs *regs, unsigned long error)
{
	return page_fault(address, regs, error);
}

/* Before a new task gets a copy of the descriptors, or shares them. */
SEC("tp_btf/sched_process_fork")
int BPF_PROG(on_copy)
{
	tell_before();
	return 0;
}
#else
/* Where the first return of a child is not traced, its own clone event is made when its parent makes it. */
SEC("tp_btf/sched_process_fork")
int BPF_PROG(on_fork, struct task_struct *parent, struct task_struct *child)
{
	struct cpu *cpu = this_cpu();
	if (!cpu || not_reported())
		return 0;
	tell_before();
	parent = FOLLOW(task_struct, parent);
	child = FOLLOW(task_struct, child);
	cpu->call.marks = 0;
	struct writer writer =
		compose(cpu, PRG_EVENT_SYSCALL_CLONE_20_X, PRG_PARAMS_SYSCALL_CLONE_20_X, READ(child, pid));
	struct writer *w = &writer;
	put_s64(w, 0, 0);
	put_arguments(w, 1, READ(child, mm));
	save(w);
	cpu->subject = (u64)child;
	put_task();
	writer = resume(cpu);
	u32 thread = PRG_CLONE_FLAGS__CLONE_THREAD | PRG_CLONE_FLAGS__CLONE_SIGHAND | PRG_CLONE_FLAGS__CLONE_VM;
	u32 flags = (READ(child, pid) != READ(child, tgid) ? thread : 0) |
		    (READ(child, files) == READ(parent, files) ? PRG_CLONE_FLAGS__CLONE_FILES : 0) |
		    (READ(child, thread_pid, level) ? IN_PID_NAMESPACE : 0);
	PUT_ALL_FROM(15, w, (u32, flags), (u32, READ(child, cred, euid.val)), (u32, READ(child, cred, egid.val)),
		     (s64, innermost(READ(child, thread_pid)).nr),
		     (s64, innermost(READ(child, signal, pids[PID_TYPE_TGID])).nr), (u64, namespace_start(child)))
	save(w);
	return END(SYSCALL_CLONE_20_X);
}
#endif

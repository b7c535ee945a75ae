/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Processes come, change and are told things: clone, exec, signals, prctl. */
#pragma once

#include "../executable.h"
#include "../behind.h"


#define IN_PID_NAMESPACE PRG_CLONE_FLAGS__CLONE_CHILD_IN_PIDNS

/* Set when the task lives, or its children will live, in another pid namespace than the initial one. */
inlined u32 namespace_flag(struct task_struct *task)
{
	struct pid *pid = READ_CAST(task, thread_pid);
	struct pid_namespace *own = innermost(pid).ns;
	return READ_CAST(pid, level) || READ_CAST(task, nsproxy, pid_ns_for_children) != own ? IN_PID_NAMESPACE : 0;
}

/* Parameters 0 to 20 of the event of a clone call, of the caller or (result 0) of the child. */
SHARED(put_clone)(u32 flags)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct task_struct *task = current_task();
	struct writer writer = resume(cpu), *w = &writer;
	s64 result = cpu->call.result;
	put_s64(w, 0, result);
	if (result >= 0) {
		put_arguments(w, 1, READ_CAST(task, mm));
	} else {
		PUT_ALL_FROM(1, w, (empty), (empty))
	}
	save(w);
	cpu->subject = (u64)task;
	put_task();
	writer = resume(cpu);
	PUT_ALL_FROM(15, w, (u32, flags | namespace_flag(task)), (u32, READ_CAST(task, cred, euid.val)),
		     (u32, READ_CAST(task, cred, egid.val)), (s64, innermost(READ_CAST(task, thread_pid)).nr),
		     (s64, innermost(READ_CAST(task, signal, pids[PID_TYPE_TGID])).nr),
		     (u64, result ? 0 : namespace_start(task)));
	save(w);
	return 0;
}

#define CLONE_EVENT(code, flags)                                                                                               \
	({                                                                                                                     \
		BEGIN(code);                                                                                                   \
		put_clone(flags);                                                                                              \
		END(code);                                                                                                     \
	})

CALL(clone)
{
	return CLONE_EVENT(SYSCALL_CLONE_20_X, clone_flags((u32)ARG(0)));
}

#define CLONE_VM 0x100
#define CLONE_FS 0x200
#define CLONE_FILES 0x400
#define CLONE_SIGHAND 0x800
#define CLONE_THREAD 0x10000
#define SHARED_BY_THREADS (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)
#define CLONE3_FLAGS 0x3ffffff80ULL /* all that clone3 knows */

/* What a thread shares with the first one of its process; that one may have ended and have nothing any more. */
inlined u32 shared_by_threads(struct task_struct *thread)
{
	struct task_struct *first = READ(thread, group_leader);
	struct files_struct *files = READ(first, files);
	struct fs_struct *fs = READ(first, fs);
	return CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | (!files || READ(thread, files) == files ? CLONE_FILES : 0) |
	       (!fs || READ(thread, fs) == fs ? CLONE_FS : 0);
}

/*
 * The flags of a clone3, the first member of the structure that its first argument points to. A new thread finds that structure on the stack
 * of the one that made it, which goes on at the same time and may have put something else there: then they are what the kernel knows.
 */
inlined u32 clone3_flags(u64 arguments, u64 size, s64 result)
{
	u64 flags = 0;
	struct task_struct *task = current_task();
	if (size >= sizeof(flags))
		bpf_probe_read_user(&flags, sizeof(flags), (void *)arguments);
	if (result == 0 && READ(task, pid) != READ(task, tgid)) {
		u32 known = shared_by_threads(task);
		if (flags & ~CLONE3_FLAGS || (flags & SHARED_BY_THREADS) != known)
			return known;
	}
	return flags;
}

CALL(clone3)
{
	return CLONE_EVENT(SYSCALL_CLONE3_X, clone_flags(clone3_flags(ARG(0), ARG(1), RESULT)));
}

CALL(fork)
{
	return CLONE_EVENT(SYSCALL_FORK_20_X, 0);
}

CALL(vfork)
{
	return CLONE_EVENT(SYSCALL_VFORK_20_X, 0);
}

CALL(kill)
{
	return FIXED(SYSCALL_KILL_X, (s64, RESULT), (pid, ARG(0)), (u8, ARG(1)));
}

CALL(tkill)
{
	return FIXED(SYSCALL_TKILL_X, (s64, RESULT), (pid, ARG(0)), (u8, ARG(1)));
}

CALL(tgkill)
{
	return FIXED(SYSCALL_TGKILL_X, (s64, RESULT), (pid, ARG(0)), (pid, ARG(1)), (u8, ARG(2)));
}

/* Parameters 0 to 29 of an exec that failed; one that succeeds is reported by its tracepoint, when the new image is there. */
SHARED(put_failed_exec)(u64 vector, u64 environment)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct writer writer = resume(cpu), *w = &writer;
	put_s64(w, 0, cpu->call.result);
	put_asked_arguments(w, &cpu->call, vector);
	save(w);
	cpu->subject = (u64)current_task();
	put_task();
	writer = resume(cpu);
	set_length(w, 15, environment ? append_vector(w, &cpu->call, environment, 0, ARGUMENTS_LIMIT) : 0);
	save(w);
	put_executable();
	return 0;
}

CALL(execve)
{
	if (RESULT == 0)
		return 0;
	BEGIN(SYSCALL_EXECVE_19_X);
	put_failed_exec(ARG(1), ARG(2));
	struct writer w = resume(cpu);
	put_string(&w, 30, ARG(0));
	return END(SYSCALL_EXECVE_19_X);
}

CALL(execveat)
{
	if (RESULT == 0)
		return 0;
	BEGIN(SYSCALL_EXECVEAT_X);
	put_failed_exec(ARG(2), ARG(3));
	return END(SYSCALL_EXECVEAT_X);
}

#define PR_SET_NAME 15
#define PR_GET_NAME 16
#define PR_SET_CHILD_SUBREAPER 36
#define PR_GET_CHILD_SUBREAPER 37

CALL(prctl)
{
	u32 option = ARG(0);
	s32 subreaper = 0;
	if (left_out_by_effect(call, option == PR_SET_CHILD_SUBREAPER || option == PR_GET_CHILD_SUBREAPER))
		return 0;
	tell_before();
	switch (option) {
	case PR_SET_NAME:
	case PR_GET_NAME:
		return COMPOSE(SYSCALL_PRCTL_X, (s64, RESULT), (u32, option), (string, ARG(1)), (s64, 0));
	case PR_GET_CHILD_SUBREAPER:
		bpf_probe_read_user(&subreaper, sizeof(subreaper), (void *)ARG(1));
		return FIXED(SYSCALL_PRCTL_X, (s64, RESULT), (u32, option), (empty), (s64, subreaper));
	default:
		return FIXED(SYSCALL_PRCTL_X, (s64, RESULT), (u32, option), (empty), (s64, ARG(1)));
	}
}

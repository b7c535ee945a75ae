/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Who a process is: users, groups, sessions, capabilities, namespaces. */
#pragma once

#include "../task.h"

CALL(setuid)
{
	return FIXED(SYSCALL_SETUID_X, (s64, RESULT), (u32, ARG(0)));
}

CALL(setgid)
{
	return FIXED(SYSCALL_SETGID_X, (s64, RESULT), (u32, ARG(0)));
}

CALL(setreuid)
{
	return FIXED(SYSCALL_SETREUID_X, (s64, RESULT), (u32, ARG(0)), (u32, ARG(1)));
}

CALL(setregid)
{
	return FIXED(SYSCALL_SETREGID_X, (s64, RESULT), (u32, ARG(0)), (u32, ARG(1)));
}

CALL(setresuid)
{
	return FIXED(SYSCALL_SETRESUID_X, (s64, RESULT), (u32, ARG(0)), (u32, ARG(1)), (u32, ARG(2)));
}

CALL(setresgid)
{
	return FIXED(SYSCALL_SETRESGID_X, (s64, RESULT), (u32, ARG(0)), (u32, ARG(1)), (u32, ARG(2)));
}

CALL(setsid)
{
	return FIXED(SYSCALL_SETSID_X, (s64, RESULT));
}

CALL(setpgid)
{
	return FIXED(SYSCALL_SETPGID_X, (s64, RESULT), (pid, ARG(0)), (pid, ARG(1)));
}

CALL(capset)
{
	struct task_struct *task = current_task();
	return FIXED(SYSCALL_CAPSET_X, (s64, RESULT), (u64, CAPABILITIES(task, cap_inheritable)),
		     (u64, CAPABILITIES(task, cap_permitted)), (u64, CAPABILITIES(task, cap_effective)));
}

CALL(unshare)
{
	return FIXED(SYSCALL_UNSHARE_X, (s64, RESULT), (u32, clone_flags((u32)ARG(0))));
}

CALL(setns)
{
	return FIXED(SYSCALL_SETNS_X, (s64, RESULT), (fd, ARG(0)), (u32, clone_flags((u32)ARG(1))));
}

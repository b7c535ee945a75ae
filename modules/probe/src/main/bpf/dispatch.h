/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Where every system call ends: most are of no interest, the others go to their program. */
#pragma once

#include "behind.h"

#define TS_COMPAT 2
#define TIF_32BIT_ARM 22
#define NR_EXECVE 59
#define NR_EXECVEAT 322
#define NR_SOCKETCALL_32 102
#define NR_SENDFILE_32 187

/* read, write, open, close, dup, dup2, socket, connect, sendto, recvfrom, fcntl, openat */
#if defined(__TARGET_ARCH_x86)
#define FREQUENT_CALLS 0, 1, 2, 3, 32, 33, 41, 42, 44, 45, 72, 257
#else
#define FREQUENT_CALLS 63, 64, 57, 23, 24, 198, 203, 206, 207, 25, 56
#endif

inlined u32 call_number(struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	return regs->orig_ax;
#else
	return regs->syscallno;
#endif
}

inlined bool made_by_32_bit_code(void)
{
#if defined(__TARGET_ARCH_x86)
	return READ(current_task(), thread_info.status) & TS_COMPAT;
#else
	return READ(current_task(), thread_info.flags) >> TIF_32BIT_ARM & 1;
#endif
}

/* Lets user space know that there is code of 32 bits, whose calls no tracepoint of a single call sees begin. */
inlined void note_compat(void)
{
	if (!settings.compat_seen)
		settings.compat_seen = 1;
}

inlined void native_arguments(struct call *call, struct pt_regs *regs)
{
#if defined(__TARGET_ARCH_x86)
	call->args[0] = regs->di;
	call->args[1] = regs->si;
	call->args[2] = regs->dx;
	call->args[3] = regs->r10;
	call->args[4] = regs->r8;
	call->args[5] = regs->r9;
#else
	call->args[0] = regs->orig_x0;
	call->args[1] = regs->regs[1];
	call->args[2] = regs->regs[2];
	call->args[3] = regs->regs[3];
	call->args[4] = regs->regs[4];
	call->args[5] = regs->regs[5];
#endif
}

#if defined(__TARGET_ARCH_x86)
inlined void compat_arguments(struct call *call, struct pt_regs *regs)
{
	call->args[0] = (u32)regs->bx;
	call->args[1] = (u32)regs->cx;
	call->args[2] = (u32)regs->dx;
	call->args[3] = (u32)regs->si;
	call->args[4] = (u32)regs->di;
	call->args[5] = (u32)regs->bp;
}

/* Replaces socketcall's two arguments by those of the call that it stands for; returns that call's number, 0 for none of interest. */
inlined u32 unfold_socketcall(struct call *call)
{
	static const u8 arguments[SOCKET_CALLS] = {0, 3, 3, 3, 2, 3, 3, 3, 4, 4, 4, 6, 6, 2, 5, 5, 3, 3, 4, 5, 4};
	u32 words[6] = {};
	u32 which = call->args[0];
	if (which >= SOCKET_CALLS)
		return 0;
	u32 size = (arguments[which] & 7) * sizeof(u32);
	if (size > sizeof(words) || bpf_probe_read_user(words, size, (void *)call->args[1]))
		return 0;
#pragma unroll
	for (int i = 0; i < 6; i++)
		call->args[i] = words[i];
	return settings.socketcall[which];
}

/* Turns a 32-bit call into the native one that it corresponds to; returns its number, 0 for none of interest. */
inlined u32 compat_call(struct call *call, struct pt_regs *regs, u32 number)
{
	compat_arguments(call, regs);
	call->compat = 1;
	call->short_offset = number == NR_SENDFILE_32;
	if (number == NR_SOCKETCALL_32)
		return unfold_socketcall(call);
	return settings.native[number];
}
#endif

/*
 * Goes on in the program of the call. A number that the compiler knows becomes a direct jump; any other goes through the table, behind an
 * indirect jump that is dear where the processor has to be kept from guessing its target. So the frequent calls are spelled out.
 */
inlined void go_on(u64 *ctx, u32 number)
{
#define STRAIGHT_(number)                                                                                                      \
	case number:                                                                                                           \
		bpf_tail_call_static(ctx, &calls, number);                                                                     \
		break;
#define STRAIGHT(context, index, number) STRAIGHT_(number)
	switch (number) {
		EACH(STRAIGHT, , FREQUENT_CALLS)
	}
	bpf_tail_call(ctx, &calls, number);
}

SEC(SYS_EXIT)
int BPF_PROG(on_sys_exit, struct pt_regs *passed, long result)
{
	struct pt_regs *regs = REGISTERS(passed);
	u32 number = call_number(regs);
	if (number >= CALL_NUMBERS)
		return 0;
	u8 wanted = settings.interest[number];
	if (!wanted)
		return 0;
	bool compat = made_by_32_bit_code();
	if (compat)
		note_compat();
	if (!(wanted & (compat ? WANTED_COMPAT : WANTED_NATIVE)))
		return 0;
	if (settings.drop_failed && result < 0) {
		if (compat ? settings.entry_compat[number] : settings.entry[number])
			forget_entry(entry_of_task());
		return 0;
	}
	if (bpf_get_current_pid_tgid() >> 32 == settings.owner) {
		count(0, COUNT_OWN);
		return 0;
	}
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct call *call = &cpu->call;
	call->result = result;
	call->compat = 0;
	call->marks = 0;
	if (!compat) {
		native_arguments(call, regs);
	} else {
#if defined(__TARGET_ARCH_x86)
		/* an exec that changed from 64 to 32 bits ends with the number of the one and the state of the other */
		if (result == 0 && (number == NR_EXECVE || number == NR_EXECVEAT))
			return 0;
		number = compat_call(call, regs, number);
		if (!number)
			return 0;
#else
		return 0;
#endif
	}
	call->number = number;
	if (left_out_by_result(call))
		return 0;
	struct behind *behind = left_out_kinds(call) & LEFT_OUT_LATER ? NULL : untold();
	if (behind)
		tell(cpu, behind);
	go_on(ctx, number);
	count(0, COUNT_NO_PROGRAM);
	return 0;
}

/* Attached for a moment by the loading process: learns its number, which in a container it does not know itself. */
SEC(SYS_EXIT)
int BPF_PROG(on_introduction, struct pt_regs *passed, long result)
{
	struct pt_regs *regs = REGISTERS(passed);
	u32 token = settings.token;
#if defined(__TARGET_ARCH_x86)
	u32 argument = regs->di;
#else
	u32 argument = regs->orig_x0;
#endif
	if (token && argument == token)
		settings.owner = bpf_get_current_pid_tgid() >> 32;
	return 0;
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Semaphores of System V. */
#pragma once

#include "../values.h"

#define IPC_CREAT 01000
#define IPC_EXCL 02000
#define IPC_NOWAIT 04000
#define SEM_UNDO 010000
#define SETVAL 16

CALL(semget)
{
	return FIXED(SYSCALL_SEMGET_X, (s64, RESULT), (s32, ARG(0)), (s32, ARG(1)),
		     (u32, BITS(ARG(2), (IPC_CREAT, PRG_SEMGET_FLAGS__IPC_CREAT), (IPC_EXCL, PRG_SEMGET_FLAGS__IPC_EXCL))));
}

struct semaphore_operation {
	u16 semaphore;
	s16 change;
	s16 flags;
};

inlined u16 semaphore_flags(struct semaphore_operation *operation)
{
	return BITS(operation->flags, (IPC_NOWAIT, PRG_SEMOP_FLAGS__IPC_NOWAIT), (SEM_UNDO, PRG_SEMOP_FLAGS__SEM_UNDO));
}

/* The first two operations of a call that succeeded. */
CALL(semop)
{
	struct semaphore_operation done[2] = {};
	u32 number = ARG(2);
	if (RESULT == 0 && number)
		bpf_probe_read_user(done, (number == 1 ? 1 : 2) * sizeof(struct semaphore_operation), (void *)ARG(1));
	return FIXED(SYSCALL_SEMOP_X, (s64, RESULT), (u32, number), (u16, done[0].semaphore), (s16, done[0].change),
		     (u16, semaphore_flags(&done[0])), (u16, done[1].semaphore), (s16, done[1].change),
		     (u16, semaphore_flags(&done[1])), (s32, ARG(0)));
}

#define SEMAPHORE_COMMAND(value, name)                                                                                         	case value:                                                                                                            		return PRG_SEMCTL_COMMANDS__##name
inlined u16 semaphore_command(u16 command)
{
	switch (command) {
		SEMAPHORE_COMMAND(0, IPC_RMID);
		SEMAPHORE_COMMAND(1, IPC_SET);
		SEMAPHORE_COMMAND(2, IPC_STAT);
		SEMAPHORE_COMMAND(3, IPC_INFO);
		SEMAPHORE_COMMAND(11, GETPID);
		SEMAPHORE_COMMAND(12, GETVAL);
		SEMAPHORE_COMMAND(13, GETALL);
		SEMAPHORE_COMMAND(14, GETNCNT);
		SEMAPHORE_COMMAND(15, GETZCNT);
		SEMAPHORE_COMMAND(SETVAL, SETVAL);
		SEMAPHORE_COMMAND(17, SETALL);
		SEMAPHORE_COMMAND(18, SEM_STAT);
		SEMAPHORE_COMMAND(19, SEM_INFO);
	default:
		return 0;
	}
}

CALL(semctl)
{
	u16 command = ARG(2);
	return FIXED(SYSCALL_SEMCTL_X, (s64, RESULT), (s32, ARG(0)), (s32, ARG(1)), (u16, semaphore_command(command)),
		     (s32, command == SETVAL ? ARG(3) : 0));
}

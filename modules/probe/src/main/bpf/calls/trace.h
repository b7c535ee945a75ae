/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What one process does in another. */
#pragma once

#include "../variant.h"
#include "../vector.h"

enum trace_variant { TRACE_NUMBER, TRACE_SIGNAL };

/* The fourth argument is a place, a signal, or a value, as the request has it; a call that failed shows zero. */
inlined void put_trace_data(struct writer *w, u32 index, u16 request, s64 result, u64 data)
{
	u64 word = 0;
	if (result < 0) {
		put_variant_u64(w, index, TRACE_NUMBER, 0);
		return;
	}
	switch (request) {
	case PRG_PTRACE_REQUESTS__PTRACE_PEEKTEXT:
	case PRG_PTRACE_REQUESTS__PTRACE_PEEKDATA:
	case PRG_PTRACE_REQUESTS__PTRACE_PEEKUSR:
		bpf_probe_read_user(&word, sizeof(word), (void *)data);
		put_variant_u64(w, index, TRACE_NUMBER, word);
		break;
	case PRG_PTRACE_REQUESTS__PTRACE_CONT:
	case PRG_PTRACE_REQUESTS__PTRACE_SINGLESTEP:
	case PRG_PTRACE_REQUESTS__PTRACE_DETACH:
	case PRG_PTRACE_REQUESTS__PTRACE_SYSCALL:
		put_variant_u8(w, index, TRACE_SIGNAL, data);
		break;
	default:
		put_variant_u64(w, index, TRACE_NUMBER, data);
	}
}

CALL(ptrace)
{
	u16 request = ptrace_request(ARG(0));
	return COMPOSE(SYSCALL_PTRACE_X, (s64, RESULT), (variant_u64, TRACE_NUMBER, RESULT < 0 ? 0 : ARG(2)),
		       (trace_data, request, RESULT, ARG(3)), (u16, request), (pid, ARG(1)));
}

/* What was copied, as it lies in the calling process: nothing unless the call moved something. */
#define PROCESS_MEMORY_EVENT(code)                                                                                             \
	({                                                                                                                     \
		BEGIN(code);                                                                                                   \
		struct writer writer = resume(cpu), *w = &writer;                                                              \
		PUT_ALL(w, (s64, RESULT), (pid, ARG(0)))                                                                       \
		if (RESULT > 0)                                                                                                \
			put_vector(w, 2, ARG(1), ARG(2), snap(RESULT));                                                        \
		else                                                                                                           \
			put_empty(w, 2);                                                                                       \
		save(w);                                                                                                       \
		END(code);                                                                                                     \
	})

CALL(process_vm_readv)
{
	return PROCESS_MEMORY_EVENT(SYSCALL_PROCESS_VM_READV_X);
}

CALL(process_vm_writev)
{
	return PROCESS_MEMORY_EVENT(SYSCALL_PROCESS_VM_WRITEV_X);
}

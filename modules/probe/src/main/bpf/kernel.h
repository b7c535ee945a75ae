/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Reading the kernel's structures: by plain loads where the verifier knows their types, else by a helper. */
#pragma once

#include "types.h"

/*
 * What later kernels offer is asked for when a program is loaded (ANY_KERNEL), or, with SINCE_6_4, known to be there: without what stands in for it
 * there is a quarter less of instructions, and each takes libbpf, verifier and compiler some time. For testing: with PRETEND_OLD_KERNEL it is not used; 1
 * stands for Linux 5.11 to 6.1, 0 for older ones.
 */
#if defined(SINCE_6_4)
#define OFFERED __ksym
#define IS_OFFERED(function) 1
#define TYPED_TASK 1
#elif defined(PRETEND_OLD_KERNEL)
#define OFFERED __ksym __weak
#define IS_OFFERED(function) 0
#define TYPED_TASK PRETEND_OLD_KERNEL
#else
#define OFFERED __ksym __weak
#define IS_OFFERED(function) (function)
/* Whether the current task comes with its type (Linux 5.11), so that fields reached from it are plain loads. */
#define TYPED_TASK                                                                                                             \
	(bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf) &&                                        \
	 bpf_core_enum_value(enum bpf_func_id, BPF_FUNC_get_current_task_btf) == BPF_FUNC_get_current_task_btf)
#endif

/*
 * Where every system call ends. A program of the type tp_btf gets typed arguments, and for each such program the verifier of kernels since 6.13 goes through the
 * names of all types to find the tracepoint's; where a pointer can be given a type, one without is as good.
 */
#if defined(SINCE_6_4)
#define SYS_EXIT "raw_tp/sys_exit"
#define REGISTERS(pointer) FOLLOW(pt_regs, pointer)
#else
#define SYS_EXIT "tp_btf/sys_exit"
#define REGISTERS(pointer) (pointer)
#endif

/* Linux 6.2: gives a pointer read from memory a type, so that it is followed by plain loads. */
extern void *bpf_rdonly_cast(const void *object, u32 type) OFFERED;
#define CAN_CAST IS_OFFERED(bpf_rdonly_cast)

/* Reads a chain of members from a pointer that came from a tracepoint's arguments or from current_task(). */
#define READ(source, ...)                                                                                                      \
	({                                                                                                                     \
		___type((source), ##__VA_ARGS__) value_;                                                                       \
		if (TYPED_TASK)                                                                                                \
			value_ = ___arrow((source), ##__VA_ARGS__);                                                            \
		else                                                                                                           \
			BPF_CORE_READ_INTO(&value_, (source), ##__VA_ARGS__);                                                  \
		value_;                                                                                                        \
	})

/* Reads a chain of members from a pointer that FOLLOW gave a type. */
#define READ_CAST(source, ...)                                                                                                 \
	({                                                                                                                     \
		___type((source), ##__VA_ARGS__) value_;                                                                       \
		if (CAN_CAST)                                                                                           \
			value_ = ___arrow((source), ##__VA_ARGS__);                                                            \
		else                                                                                                           \
			BPF_CORE_READ_INTO(&value_, (source), ##__VA_ARGS__);                                                  \
		value_;                                                                                                        \
	})

#define KERNEL_TYPE(name) NUMBER_OF_##name,
enum kernel_type {
#include "kernel_types.h"
	KERNEL_TYPES
};
#undef KERNEL_TYPE

/* The running kernel's numbers for its types, 0 for one that it does not have. */
const volatile u32 kernel_types[KERNEL_TYPES] SEC(".rodata.types");

/* The typed form of a pointer that was read from memory, to a structure of this name. */
#define FOLLOW(name, pointer)                                                                                                  \
	({                                                                                                                     \
		struct name *typed_ = (struct name *)(pointer);                                                                \
		if (CAN_CAST)                                                                                                  \
			typed_ = bpf_rdonly_cast(typed_, kernel_types[NUMBER_OF_##name]);                                      \
		typed_;                                                                                                        \
	})

/*
 * The cast makes the pointer an untrusted one, which is all that reading takes: for each member reached from a trusted pointer the verifier of later
 * kernels looks through the names of all types up to four times, 0.2 s of a start.
 */
inlined struct task_struct *current_task(void)
{
	if (CAN_CAST)
		return FOLLOW(task_struct, bpf_get_current_task());
	if (TYPED_TASK)
		return (struct task_struct *)bpf_get_current_task_btf();
	return (struct task_struct *)bpf_get_current_task();
}

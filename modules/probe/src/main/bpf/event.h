/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Composing an event: header, lengths of the parameters, parameters.
 *
 *    0        8        16     20     22       26                    26 + 2n
 *    +--------+--------+------+------+--------+-----+-----+-- ... --+---------+---------+-- ...
 *    | time   | thread | len  | code | n      | l0  | l1  |         | param 0 | param 1 |
 *    | u64    | u64    | u32  | u16  | u32    | u16 | u16 |         |         |         |
 *    +--------+--------+------+------+--------+-----+-----+-- ... --+---------+---------+-- ...
 *
 * All little-endian and unaligned. Behind the event, outside its length, two bytes hold the CPU and a mark. FIXED writes an event of known size straight into the ring. COMPOSE builds one of unknown size in
 * the CPU's scratch space and copies it. Both take the parameters as (kind, value...) in the order of the event table, and do not
 * compile when their number is not the table's.
 */
#pragma once

#include "macros.h"
#include "settings.h"
#include <peregrine_schema.h>

#define EVENT_HEADER sizeof(struct event_header)
#define TRAILER 2
/* In the highest bits of the trailer, as in RingLayout.java. */
#define LATE 0x80 /* arguments read when the call had ended */
#define TOLD 0x40 /* written behind (behind.h): for the tables, as no rule wanted it when it happened */

/* Where a program writes. `at` stays a compile-time constant up to the first parameter of unknown size. */
struct writer {
	struct cpu *cpu;
	u8 *data;
	u64 at;
};

/*
 * Cuts a value to the bits of a mask in a way that the compiler cannot move or leave out: older verifiers forget a bound that was found on
 * another copy of the value.
 */
#define BOUND(value, mask) asm volatile("%0 &= %1" : "+r"(value) : "i"(mask))

#define IN_HEADER(member) __builtin_offsetof(struct event_header, member)
#define STORE(type, place, value) (*(type *)(place) = (value))

inlined void write_header(u8 *data, u32 length, u16 code, u32 params, u64 thread)
{
	STORE(u64, data + IN_HEADER(time), settings.epoch + bpf_ktime_get_boot_ns());
	STORE(u64, data + IN_HEADER(thread), thread);
	STORE(u32, data + IN_HEADER(length), length);
	STORE(u16, data + IN_HEADER(code), code);
	STORE(u32, data + IN_HEADER(params), params);
}

/* The counter that a lost event of this code belongs to besides the total. */
inlined enum counter drop_category(u16 code)
{
	switch (code) {
	case PRG_EVENT_SYSCALL_CLONE_20_X:
	case PRG_EVENT_SYSCALL_CLONE3_X:
	case PRG_EVENT_SYSCALL_FORK_20_X:
	case PRG_EVENT_SYSCALL_VFORK_20_X:
		return COUNT_DROPPED_CLONE;
	case PRG_EVENT_SYSCALL_EXECVE_19_X:
	case PRG_EVENT_SYSCALL_EXECVEAT_X:
		return COUNT_DROPPED_EXECVE;
	case PRG_EVENT_SOCKET_CONNECT_X:
		return COUNT_DROPPED_CONNECT;
	case PRG_EVENT_SYSCALL_OPEN_X:
	case PRG_EVENT_SYSCALL_CREAT_X:
	case PRG_EVENT_SYSCALL_OPENAT_2_X:
	case PRG_EVENT_SYSCALL_OPENAT2_X:
	case PRG_EVENT_SYSCALL_OPEN_BY_HANDLE_AT_X:
		return COUNT_DROPPED_OPEN;
	case PRG_EVENT_SYSCALL_CLOSE_X:
		return COUNT_DROPPED_CLOSE;
	case PRG_EVENT_PROCEXIT_1_E:
		return COUNT_DROPPED_PROC;
	case PRG_EVENT_SYSCALL_DUP_1_X:
	case PRG_EVENT_SYSCALL_CHMOD_X:
	case PRG_EVENT_SYSCALL_FCHMOD_X:
	case PRG_EVENT_SYSCALL_FCHMODAT_X:
	case PRG_EVENT_SYSCALL_CHOWN_X:
	case PRG_EVENT_SYSCALL_LCHOWN_X:
	case PRG_EVENT_SYSCALL_FCHOWN_X:
	case PRG_EVENT_SYSCALL_FCHOWNAT_X:
	case PRG_EVENT_SYSCALL_LINK_2_X:
	case PRG_EVENT_SYSCALL_LINKAT_2_X:
	case PRG_EVENT_SYSCALL_MKDIR_2_X:
	case PRG_EVENT_SYSCALL_MKDIRAT_X:
	case PRG_EVENT_SYSCALL_MOUNT_X:
	case PRG_EVENT_SYSCALL_UMOUNT_1_X:
	case PRG_EVENT_SYSCALL_UMOUNT2_X:
	case PRG_EVENT_SYSCALL_RENAME_X:
	case PRG_EVENT_SYSCALL_RENAMEAT_X:
	case PRG_EVENT_SYSCALL_RENAMEAT2_X:
	case PRG_EVENT_SYSCALL_RMDIR_2_X:
	case PRG_EVENT_SYSCALL_SYMLINK_X:
	case PRG_EVENT_SYSCALL_SYMLINKAT_X:
	case PRG_EVENT_SYSCALL_UNLINK_2_X:
	case PRG_EVENT_SYSCALL_UNLINKAT_2_X:
		return COUNT_DROPPED_DIR_FILE;
	case PRG_EVENT_SYSCALL_BPF_2_X:
	case PRG_EVENT_SYSCALL_SETPGID_X:
	case PRG_EVENT_SYSCALL_PTRACE_X:
	case PRG_EVENT_SYSCALL_SECCOMP_X:
	case PRG_EVENT_SYSCALL_SETNS_X:
	case PRG_EVENT_SYSCALL_SETRESGID_X:
	case PRG_EVENT_SYSCALL_SETRESUID_X:
	case PRG_EVENT_SYSCALL_SETSID_X:
	case PRG_EVENT_SYSCALL_UNSHARE_X:
	case PRG_EVENT_SYSCALL_CAPSET_X:
	case PRG_EVENT_SYSCALL_KEYCTL_X:
		return COUNT_DROPPED_OTHER;
	default:
		return COUNT_DROPPED; /* no category */
	}
}

inlined void count_drop(u32 context, u16 code)
{
	count(context, COUNT_DROPPED);
	if (drop_category(code) != COUNT_DROPPED)
		count(context, drop_category(code));
}

/*
 * The kernel wakes who polls a ring when it writes a record to a reader that has taken all before. The reader says so only when it is
 * about to sleep; while it looks for itself it leaves the last record untaken.
 */
#define WAKE_WHO_CAUGHT_UP 0

inlined void *this_ring(void)
{
	u32 key = bpf_get_smp_processor_id();
	return bpf_map_lookup_elem(&rings, &key);
}

/*
 * A function that the verifier checks once, on its own, instead of at every place of use. It takes numbers only, finds the writer's
 * position in the CPU's workspace and leaves it there.
 */
#define SHARED(name) __noinline int name

/* Room in the ring for an event whose size the compiler knows; NULL and a counted drop when it is full. */
inlined u8 *reserve(u32 context, u16 code, u64 size)
{
	void *ring = this_ring();
	if (!ring)
		return NULL;
	count(context, COUNT_EVENTS);
	u8 *data = bpf_ringbuf_reserve(ring, size, 0);
	if (!data)
		count_drop(context, code);
	return data;
}

/* Completes the event composed in the scratch space and sends it. */
inlined int send(struct writer *w, u16 code)
{
	void *ring = this_ring();
	u64 length = w->at;
	if (!ring)
		return 0;
	count(0, COUNT_EVENTS);
	if (length > SCRATCH_LIMIT) {
		count(0, COUNT_TOO_LARGE);
		return 0;
	}
	BOUND(length, 2 * SCRATCH_LIMIT - 1);
	STORE(u32, w->data + IN_HEADER(length), length);
	STORE(u16, w->data + length, bpf_get_smp_processor_id() | w->cpu->call.marks << 8);
	if (bpf_ringbuf_output(ring, w->data, length + TRAILER, WAKE_WHO_CAUGHT_UP))
		count_drop(0, code);
	return 0;
}

inlined u64 current_thread(void)
{
	return (u32)bpf_get_current_pid_tgid();
}

/* Starts an event in the scratch space. */
inlined struct writer compose(struct cpu *cpu, u16 code, u32 params, u64 thread)
{
	write_header(cpu->scratch, 0, code, params, thread);
	return (struct writer){cpu, cpu->scratch, EVENT_HEADER + 2 * params};
}

inlined void set_length(struct writer *w, u32 index, u16 length)
{
	STORE(u16, w->data + EVENT_HEADER + 2 * (index & 31), length);
}

/*
 * Moves on by what a helper wrote. The position goes through memory, so that the verifier knows nothing of it and does not follow every
 * length that it could have on its own.
 */
inlined void advance(struct writer *w, u64 by)
{
	volatile u64 *at = &w->cpu->at;
	*at = w->at + by;
	w->at = *at;
}

/* Keeps the position for a function that goes on writing, and takes it up again. */
inlined void save(struct writer *w)
{
	advance(w, 0);
}

inlined struct writer resume(struct cpu *cpu)
{
	return (struct writer){cpu, cpu->scratch, *(volatile u64 *)&cpu->at};
}

inlined u8 *place(struct writer *w)
{
	return w->data + (w->at & SCRATCH_MASK);
}

#define SCALAR(type)                                                                                                           \
	enum { size_##type = sizeof(type) };                                                                                   \
	inlined void put_##type(struct writer *w, u32 index, type value)                                                       \
	{                                                                                                                      \
		STORE(type, place(w), value);                                                                                  \
		set_length(w, index, sizeof(type));                                                                            \
		w->at += sizeof(type);                                                                                         \
	}
SCALAR(u8)
SCALAR(u16)
SCALAR(u32)
SCALAR(u64)
SCALAR(s16)
SCALAR(s32)
SCALAR(s64)

/* A parameter without a value. */
enum { size_empty = 0 };
inlined void put_empty(struct writer *w, u32 index)
{
	set_length(w, index, 0);
}

#define KIND_SIZE_(kind, ...) +size_##kind
#define KIND_SIZE(context, index, param) KIND_SIZE_ param
#define PUT_(w, index, kind, ...) put_##kind(w, index, ##__VA_ARGS__);
#define PUT_APPLY(...) PUT_(__VA_ARGS__)
#define UNWRAP(...) __VA_ARGS__
#define PUT(w, index, param) PUT_APPLY(w, index, UNWRAP param)

/* Writes parameters, from the first or from the given index on. */
#define PUT_ALL(w, ...) EACH(PUT, w, __VA_ARGS__)
#define PUT_ALL_FROM(first, w, ...) JOIN(EACH_, COUNT(__VA_ARGS__))(PUT, w, first, __VA_ARGS__)

#define CHECK_PARAMS(code, ...)                                                                                                \
	_Static_assert(COUNT(__VA_ARGS__) == PRG_PARAMS_##code, "the event table has another number of parameters for " #code)

/* Sends an event of scalars only. */
#define FIXED_IN(context, code, thread, ...)                                                                                   \
	({                                                                                                                     \
		CHECK_PARAMS(code, __VA_ARGS__);                                                                               \
		enum { size_ = EVENT_HEADER + 2 * PRG_PARAMS_##code EACH(KIND_SIZE, , __VA_ARGS__) };                          \
		u8 *data_ = reserve(context, PRG_EVENT_##code, size_ + TRAILER);                                                         \
		if (data_) {                                                                                                   \
			struct writer w_ = {NULL, data_, EVENT_HEADER + 2 * PRG_PARAMS_##code};                                \
			write_header(data_, size_, PRG_EVENT_##code, PRG_PARAMS_##code, thread);                               \
			PUT_ALL(&w_, __VA_ARGS__)                                                                              \
			STORE(u16, data_ + size_, bpf_get_smp_processor_id());                                                 \
			bpf_ringbuf_submit(data_, WAKE_WHO_CAUGHT_UP);                                                         \
		}                                                                                                              \
		0;                                                                                                             \
	})
#define FIXED(code, ...) FIXED_IN(0, code, current_thread(), __VA_ARGS__)

/* Sends an event that has no parameters. */
#define EMPTY(code)                                                                                                            \
	({                                                                                                                     \
		_Static_assert(PRG_PARAMS_##code == 0, "the event table has parameters for " #code);                           \
		u8 *data_ = reserve(0, PRG_EVENT_##code, EVENT_HEADER + TRAILER);                                              \
		if (data_) {                                                                                                   \
			write_header(data_, EVENT_HEADER, PRG_EVENT_##code, 0, current_thread());                              \
			STORE(u16, data_ + EVENT_HEADER, bpf_get_smp_processor_id());                                          \
			bpf_ringbuf_submit(data_, WAKE_WHO_CAUGHT_UP);                                                         \
		}                                                                                                              \
		0;                                                                                                             \
	})

/* Sends an event with parameters of unknown size. */
#define COMPOSE(code, ...)                                                                                                     \
	({                                                                                                                     \
		CHECK_PARAMS(code, __VA_ARGS__);                                                                               \
		struct writer w_ = compose(cpu, PRG_EVENT_##code, PRG_PARAMS_##code, current_thread());                        \
		PUT_ALL(&w_, __VA_ARGS__)                                                                                      \
		send(&w_, PRG_EVENT_##code);                                                                                   \
	})

/* For an event that several functions write: starts it in the CPU's workspace, and sends what is there. */
#define BEGIN(code)                                                                                                            \
	({                                                                                                                     \
		struct writer w_ = compose(cpu, PRG_EVENT_##code, PRG_PARAMS_##code, current_thread());                        \
		save(&w_);                                                                                                     \
	})
#define END(code)                                                                                                              \
	({                                                                                                                     \
		struct writer w_ = resume(cpu);                                                                                \
		send(&w_, PRG_EVENT_##code);                                                                                   \
	})

/*
 * Declares the program of a system call, named as in the table of system calls. The body sees `cpu` and `call`, the arguments as
 * ARG(n) and the result as RESULT, and ends with `return FIXED(...)` or `return COMPOSE(...)`.
 */
#define CALL(name)                                                                                                             \
	inlined int body_##name(struct cpu *cpu, struct call *call, u64 *ctx);                                                 \
	SEC(SYS_EXIT) int call_##name(u64 *ctx)                                                                                \
	{                                                                                                                      \
		struct cpu *cpu = this_cpu();                                                                                  \
		return cpu ? body_##name(cpu, &cpu->call, ctx) : 0;                                                            \
	}                                                                                                                      \
	inlined int body_##name(struct cpu *cpu, struct call *call, u64 *ctx)

#define ARG(n) (call->args[n])
#define INT_ARG(n) ((s32)ARG(n))
#define RESULT (call->result)

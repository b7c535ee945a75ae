/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What user space and the programs share: settings, tables, counters, rings, the header of events. SettingsLayout, ProbeCounters and
 * EventLayout mirror the layouts in Java; LayoutTest compares both through the object's type information.
 */
#pragma once

#include "kernel.h"

#define CALL_NUMBERS 512
#define SOCKET_CALLS 21

/* Bits of settings.interest. */
#define WANTED_NATIVE 1
#define WANTED_COMPAT 2
#define WANTED_EARLY 4	      /* on_sys_enter takes something of such a call when it begins: see `entry` */
#define WANTED_EARLY_COMPAT 8 /* the same for a call of 32-bit code: see `entry_compat` */

/* Written by user space at any time, read by every program; a plain store changes what is watched. */
struct settings {
	u64 epoch;			   /* wall clock minus boot clock, nanoseconds */
	u32 owner;			   /* process (initial namespace) whose events are not reported; 0: none */
	u32 snaplen;			   /* most bytes of a data buffer to copy */
	u32 drop_failed;		   /* 1: calls that failed are not reported */
	u32 token;			   /* argument by which the loading process makes itself known; 0: nobody asks */
	u32 session;			   /* another number, never 0, whenever more is taken when calls begin */
	u32 compat_seen;		   /* written by the programs: 1 when code of 32 bits was seen */
	u8 interest[CALL_NUMBERS];	   /* by call number */
	u16 native[CALL_NUMBERS];	   /* by 32-bit number: the number in `calls` that handles it */
	u16 socketcall[SOCKET_CALLS + 3];  /* by socketcall's first argument: the number in `calls` */
	u16 identity[CALL_NUMBERS];	   /* by call number: the portable id */
	u8 entry[CALL_NUMBERS];		   /* by native number: what to take when such a call begins (enum entry_kind) */
	u8 entry_compat[CALL_NUMBERS];	   /* by 32-bit number: the same */
};
struct settings settings SEC(".data.settings");

/* What is counted; a list, so that the type information of the row below tells the names. */
#define EACH_COUNTER(COUNTER)                                                                                                  \
	COUNTER(EVENTS)		/* made, delivered or not */                                                                   \
	COUNTER(DROPPED)	/* not delivered: the ring was full */                                                         \
	COUNTER(DROPPED_CLONE)	/* of these, by kind of event */                                                               \
	COUNTER(DROPPED_EXECVE)                                                                                                \
	COUNTER(DROPPED_CONNECT)                                                                                               \
	COUNTER(DROPPED_OPEN)                                                                                                  \
	COUNTER(DROPPED_DIR_FILE)                                                                                              \
	COUNTER(DROPPED_OTHER)                                                                                                 \
	COUNTER(DROPPED_CLOSE)                                                                                                 \
	COUNTER(DROPPED_PROC)                                                                                                  \
	COUNTER(TOO_LARGE)	/* not delivered: more than 64 KiB */                                                          \
	COUNTER(OWN)		/* suppressed: of Peregrine's own process */                                                   \
	COUNTER(ENTRY_ABSENT)	/* arguments taken at exit because entry could not take them */                                \
	COUNTER(NO_PROGRAM)	/* not delivered: no program for the call */                                                   \
	COUNTER(ENTRY_UNSEEN)	/* of ENTRY_ABSENT: no entry program saw the call begin */

#define COUNTER_CONSTANT(name) COUNT_##name,
#define COUNTER_MEMBER(name) u64 name;
enum counter { EACH_COUNTER(COUNTER_CONSTANT) COUNTERS = 16 };

/* One row per CPU and context: calls and scheduling first, then page faults, which can interrupt them. */
struct counters {
	union {
		u64 values[COUNTERS];
		struct {
			EACH_COUNTER(COUNTER_MEMBER)
		};
	};
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, struct counters);
} counters SEC(".maps");

/* CPU to its ring; several CPUs may share one. */
struct ring {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, u32);
	__array(values, struct ring);
} rings SEC(".maps");

/* Call number to the program that composes its event. */
struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, CALL_NUMBERS);
	__type(key, u32);
	__type(value, u32);
} calls SEC(".maps");

/* A call as its program sees it, whatever the calling convention was. */
struct call {
	u64 args[6];
	s64 result;
	u32 number; /* as in `calls` */
	u16 compat; /* 1: made by 32-bit code */
	u8 marks;   /* of its event: LATE, TOLD */
	u8 short_offset; /* 1: the offset that it points to has four bytes */
};

#define SCRATCH_LIMIT 65536
#define SCRATCH_MASK (SCRATCH_LIMIT - 1)

/* What every event begins with, and every record of a ring and of an iterator; behind it the lengths of the parameters. */
struct event_header {
	u64 time; /* nanoseconds */
	u64 thread;
	u32 length; /* of the whole event */
	u16 code;
	u32 params;
} __attribute__((packed));

/*
 * A CPU's workspace. Events are composed in the first 64 KiB of `scratch`; the second 64 KiB are for what is read on the way, and the
 * rest lets a bounded write start anywhere in them.
 */
struct cpu {
	struct call call;
	u64 at;	     /* where the writer has come to */
	u64 subject; /* address of the task that the event is about */
	struct {
		u64 dentry, mount, root, at;
	} walk; /* of a path, upwards */
	u32 low, high; /* where a search has come to */
	u64 candidate; /* address of the task that is looked at */
	union {
		struct event_header header;
		u8 scratch[2 * SCRATCH_LIMIT + 4096];
	};
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct cpu);
} cpus SEC(".maps");

inlined struct cpu *this_cpu(void)
{
	u32 key = bpf_get_smp_processor_id();
	return bpf_map_lookup_elem(&cpus, &key);
}

/* `context` is 0 for calls and scheduling, 1 for page faults. */
inlined void count(u32 context, enum counter which)
{
	u32 key = bpf_get_smp_processor_id() * 2 + context;
	struct counters *row = bpf_map_lookup_elem(&counters, &key);
	if (row)
		row->values[which]++;
}

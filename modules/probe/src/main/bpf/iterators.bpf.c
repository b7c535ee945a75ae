/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Peregrine's iterators: the threads and open files that there are, as events of the table (ITER_...), one after the other, for whoever reads
 * the iterator. The thread of an event is the process in the upper and the thread in the lower half. Beyond the table's parameters an
 * ITER_TASK_FILE_REGULAR event carries the device and an ITER_TASK_FILE_SOCKET_UNIX event the other end, each as one more.
 *
 * The object stands alone: it has a workspace of its own, because iteration can be interrupted by the programs of calls.
 */
#include "settings.h"
#include <bpf/bpf_tracing.h>
#include "executable.h"
#include "socket.h"

struct seq_file;

struct iteration {
	struct seq_file *to;
	u64 session, number;
};

/* The kernel's struct bpf_iter__task and struct bpf_iter__task_file. */
struct task_context {
	struct iteration *iteration;
	struct task_struct *task;
};

struct file_context {
	struct iteration *iteration;
	struct task_struct *task;
	u32 fd;
	u32 unused;
	struct file *file;
};

/* In the flags of a task: it has a descriptor table of its own although it is not the first thread of its process. */
#define OWN_FILES (1u << 31)

inlined u64 full_id(struct task_struct *task)
{
	return (u64)(u32)READ(task, tgid) << 32 | (u32)READ(task, pid);
}

/* Hands the composed event to the reader. When it does not fit what is left of the reader's buffer the kernel asks for it again. */
inlined int hand_over(struct writer *w, struct seq_file *to)
{
	u64 length = w->at;
	BOUND(length, SCRATCH_LIMIT - 1); /* no event is longer than half of this: 4 KiB a text, 8 KiB of control groups */
	STORE(u32, w->data + IN_HEADER(length), length);
	bpf_seq_write(to, w->data, length);
	return 0;
}

/* A block of the task's own memory, at most 4 KiB, NUL-terminated. The helper takes a trusted pointer only. */
inlined void put_memory(struct writer *w, u32 index, struct task_struct *trusted, u64 start, u64 end)
{
	u64 length = at_most(end > start ? end - start : 0, ARGUMENTS_LIMIT);
	if (!length || bpf_copy_from_user_task(place(w), length, (void *)start, trusted, 0)) {
		set_length(w, index, 0);
		return;
	}
	advance(w, length);
	end_string(w);
	set_length(w, index, length);
}

/* The parameter of a path of the task's file system context. */
#define PUT_CONTEXT_PATH(w, index, task, which)                                                                                \
	({                                                                                                                     \
		struct fs_struct *context_ = READ(task, fs);                                                                  \
		save(w);                                                                                                       \
		if (context_) {                                                                                                \
			(w)->cpu->subject = (u64)context_ + bpf_core_field_offset(struct fs_struct, which);                    \
			put_path(index);                                                                                       \
			*(w) = resume((w)->cpu);                                                                               \
		} else {                                                                                                       \
			put_empty(w, index);                                                                                   \
		}                                                                                                              \
	})

inlined u32 task_flags(struct task_struct *task, struct file *program)
{
	struct task_struct *first = READ(task, group_leader);
	u32 own = task != first && READ(task, files) != READ(first, files) ? OWN_FILES : 0;
	return own | (program ? executable_flags(task, program) : 0);
}

/* Parameters 10 to 26: what needs no room. */
inlined void put_numbers(struct writer *w, struct task_struct *task, struct inode *inode)
{
	struct memory memory = memory_of(READ(task, mm));
	u64 namespace = READ(task, thread_pid, level) ? settings.epoch + namespace_start(task) : 0;
	PUT_ALL_FROM(10, w, (u64, READ(task, signal, rlim[RLIMIT_NOFILE].rlim_cur)), (u32, READ(task, cred, euid.val)),
		     (u32, READ(task, cred, egid.val)), (u64, CAPABILITIES(task, cap_permitted)),
		     (u64, CAPABILITIES(task, cap_effective)), (u64, CAPABILITIES(task, cap_inheritable)),
		     (u64, inode ? READ_CAST(inode, i_ino) : 0), (u64, inode ? change_time(inode) : 0),
		     (u64, inode ? modification_time(inode) : 0))
	PUT_ALL_FROM(19, w, (u32, memory.size), (u32, memory.resident), (u32, memory.swapped), (u64, READ(task, maj_flt)),
		     (u64, READ(task, min_flt)), (s32, innermost(READ(task, signal, pids[PID_TYPE_TGID])).nr),
		     (s32, innermost(READ(task, thread_pid)).nr), (u64, namespace))
}

/* Parameters 5 to 9: what the process runs, its environment and where. */
inlined void put_program(struct writer *w, struct task_struct *trusted, struct task_struct *task, struct mm_struct *mm, struct file *program)
{
	put_memory(w, 5, trusted, READ(mm, arg_start), READ(mm, arg_end));
	save(w);
	if (program) {
		put_file_path(w->cpu, program, 6);
		*w = resume(w->cpu);
	} else {
		put_empty(w, 6);
	}
	w->cpu->subject = (u64)task;
	put_u32(w, 7, task_flags(task, program));
	put_memory(w, 8, trusted, READ(mm, env_start), READ(mm, env_end));
	PUT_CONTEXT_PATH(w, 9, task, pwd);
}

/*
 * Kernel threads and what has begun to end are left out: the former are not watched, of the latter the exit event tells. Of threads other than
 * the first of their process only what is their own is said: not the program, nor where it runs.
 */
SEC("iter.s/task")
int list_tasks(struct task_context *ctx)
{
	struct task_struct *trusted = ctx->task;
	struct cpu *cpu = this_cpu();
	if (!trusted || !cpu)
		return 0;
	struct task_struct *task = FOLLOW(task_struct, trusted);
	if (READ(task, flags) & (PF_KTHREAD | PF_EXITING) || !READ(task, mm))
		return 0;
	bool first = READ(task, pid) == READ(task, tgid);
	struct mm_struct *mm = READ(task, mm);
	struct file *program = first ? READ(mm, exe_file) : NULL;
	struct inode *inode = program ? READ(program, f_inode) : NULL;
	struct writer writer = compose(cpu, PRG_EVENT_ITER_TASK_E, PRG_PARAMS_ITER_TASK_E, full_id(task));
	struct writer *w = &writer;
	cpu->call.marks = 0;
	PUT_ALL_FROM(0, w, (s32, READ(task, real_parent, tgid)), (s32, outermost(READ(task, signal, pids[PID_TYPE_PGID]))),
		     (s32, innermost(READ(task, signal, pids[PID_TYPE_PGID])).nr),
		     (s32, outermost(READ(task, signal, pids[PID_TYPE_SID]))))
	put_kernel_string(w, 4, &task->comm, COMM_LENGTH);
	if (first) {
		put_program(w, trusted, task, mm, program);
	} else {
		PUT_ALL_FROM(5, w, (empty), (empty), (u32, task_flags(task, NULL)), (empty), (empty))
	}
	save(w);
	writer = resume(cpu);
	put_numbers(w, task, inode);
	if (first) {
		put_cgroups(w, 27, task);
		PUT_CONTEXT_PATH(w, 28, task, root);
	} else {
		PUT_ALL_FROM(27, w, (empty), (empty))
	}
	save(w);
	writer = resume(cpu);
	PUT_ALL_FROM(29, w, (u64, settings.epoch + READ(task, start_boottime)), (u32, terminal(task)), (u32, login_user(task)))
	return hand_over(w, ctx->iteration->to);
}

#define ANONYMOUS_MAGIC 0x09041934
#define PIDFD_MAGIC 0x50494446
#define PIPE_MAGIC 0x50495045
#define AF_NETLINK 16
#define S_IFDIR 0040000
#define S_IFIFO 0010000

#define START(code, more) compose(cpu, PRG_EVENT_##code, PRG_PARAMS_##code + more, full_id(task))

inlined void put_v6(struct writer *w, u32 index, const void *address)
{
	append_v6(w, address);
	set_length(w, index, 16);
}

inlined int list_socket(struct cpu *cpu, struct file_context *ctx, struct task_struct *task, struct file *file)
{
	struct socket *socket = READ(file, private_data);
	struct sock *sk = socket ? READ_CAST(FOLLOW(socket, socket), sk) : NULL;
	struct writer writer, *w = &writer;
	u64 number = READ(file, f_inode, i_ino);
	u32 fd = ctx->fd;
	if (!sk) {
		writer = START(ITER_TASK_FILE_ANON_INODE_E, 0);
		PUT_ALL_FROM(0, w, (u32, fd), (u8, 0), (empty), (u64, number))
		return hand_over(w, ctx->iteration->to);
	}
	sk = FOLLOW(sock, sk);
	struct inet_sock *inet = FOLLOW(inet_sock, sk);
	struct unix_sock *local = FOLLOW(unix_sock, sk);
	u16 type = READ_CAST(sk, sk_type), protocol = READ_CAST(sk, sk_protocol);
	switch (READ_CAST(sk, __sk_common.skc_family)) {
	case AF_INET:
		writer = START(ITER_TASK_FILE_SOCKET_INET_E, 0);
		PUT_ALL_FROM(0, w, (u32, fd), (u16, type), (u16, protocol), (u32, READ_CAST(inet, inet_saddr)),
			     (u16, __builtin_bswap16(READ_CAST(inet, inet_sport))),
			     (u32, READ_CAST(sk, __sk_common.skc_daddr)),
			     (u16, __builtin_bswap16(READ_CAST(sk, __sk_common.skc_dport))), (u64, number))
		break;
	case AF_INET6:
		writer = START(ITER_TASK_FILE_SOCKET_INET6_E, 0);
		PUT_ALL_FROM(0, w, (u32, fd), (u16, type), (u16, protocol))
		put_v6(w, 3, &READ_CAST(inet, pinet6)->saddr);
		put_u16(w, 4, __builtin_bswap16(READ_CAST(inet, inet_sport)));
		put_v6(w, 5, &sk->__sk_common.skc_v6_daddr);
		PUT_ALL_FROM(6, w, (u16, __builtin_bswap16(READ_CAST(sk, __sk_common.skc_dport))), (u64, number))
		break;
	case AF_UNIX:
		writer = START(ITER_TASK_FILE_SOCKET_UNIX_E, 1);
		PUT_ALL_FROM(0, w, (u32, fd), (u16, type), (u16, protocol), (u64, (u64)sk))
		u64 start = w->at;
		append_bound_path(w, local);
		set_length(w, 4, w->at - start);
		PUT_ALL_FROM(5, w, (u64, number), (u64, (u64)READ_CAST(local, peer)))
		break;
	case AF_NETLINK:
		writer = START(ITER_TASK_FILE_SOCKET_NETLINK_E, 0);
		PUT_ALL_FROM(0, w, (u32, fd), (u16, type), (u16, protocol), (u64, number))
		break;
	default:
		writer = START(ITER_TASK_FILE_ANON_INODE_E, 0);
		PUT_ALL_FROM(0, w, (u32, fd), (u8, 0), (empty), (u64, number))
	}
	return hand_over(w, ctx->iteration->to);
}

/* Descriptor, path, inode: what the events of pipes, memory files and directories are. */
#define LIST_NAMED(code, named)                                                                                                \
	({                                                                                                                     \
		struct writer writer_ = START(code, 0), *w = &writer_;                                                         \
		put_u32(w, 0, ctx->fd);                                                                                        \
		save(w);                                                                                                       \
		if (named)                                                                                                     \
			put_file_path(cpu, file, 1);                                                                           \
		else                                                                                                           \
			put_empty(w, 1);                                                                                       \
		writer_ = resume(cpu);                                                                                         \
		put_u64(w, 2, number);                                                                                         \
		hand_over(w, ctx->iteration->to);                                                                              \
	})

inlined int list_anonymous(struct cpu *cpu, struct file_context *ctx, struct task_struct *task, struct file *file, u8 type)
{
	struct writer writer = START(ITER_TASK_FILE_ANON_INODE_E, 0), *w = &writer;
	PUT_ALL_FROM(0, w, (u32, ctx->fd), (u8, type))
	save(w);
	put_file_path(cpu, file, 2);
	writer = resume(cpu);
	put_u64(w, 3, READ(file, f_inode, i_ino));
	return hand_over(w, ctx->iteration->to);
}

inlined int list_regular(struct cpu *cpu, struct file_context *ctx, struct task_struct *task, struct file *file)
{
	struct writer writer = START(ITER_TASK_FILE_REGULAR_E, 1), *w = &writer;
	struct mount *mount = (void *)READ(file, f_path.mnt) - bpf_core_field_offset(struct mount, mnt);
	put_u32(w, 0, ctx->fd);
	save(w);
	put_file_path(cpu, file, 1);
	writer = resume(cpu);
	PUT_ALL_FROM(2, w, (u32, open_flags(READ(file, f_flags))), (u32, BPF_CORE_READ(mount, mnt_id)),
		     (u64, READ(file, f_inode, i_ino)), (u32, encode_device(READ(file, f_inode, i_sb, s_dev))))
	return hand_over(w, ctx->iteration->to);
}

SEC("iter/task_file")
int list_files(struct file_context *ctx)
{
	struct cpu *cpu = this_cpu();
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	if (!task || !file || !cpu)
		return 0;
	task = FOLLOW(task_struct, task);
	file = FOLLOW(file, file);
	struct inode *inode = READ(file, f_inode);
	u64 number = READ(inode, i_ino), magic = READ(inode, i_sb, s_magic);
	u32 kind = READ(inode, i_mode) & S_IFMT;
	cpu->call.marks = 0;
	if (kind == S_IFSOCK)
		return list_socket(cpu, ctx, task, file);
	if (magic == PIDFD_MAGIC)
		return list_anonymous(cpu, ctx, task, file, PRG_ANON_INODE_FD_TYPES__ANON_INODE_FD_TYPE_PIDFD);
	if (magic == ANONYMOUS_MAGIC)
		return list_anonymous(cpu, ctx, task, file, PRG_ANON_INODE_FD_TYPES__ANON_INODE_FD_TYPE_UNKNOWN);
	if (kind == S_IFIFO)
		return LIST_NAMED(ITER_TASK_FILE_PIPE_E, magic != PIPE_MAGIC);
	if (kind == S_IFDIR)
		return LIST_NAMED(ITER_TASK_FILE_DIRECTORY_E, true);
	if (from_memfd(READ(file, f_path.dentry)))
		return LIST_NAMED(ITER_TASK_FILE_MEMFD_E, true);
	return list_regular(cpu, ctx, task, file);
}

/* The kernel lends its helpers to programs that are free under the GPL as well. */
char terms[] SEC("license") = "Dual MIT/GPL";

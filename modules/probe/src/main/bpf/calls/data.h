/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Reading and writing. */
#pragma once

#include "../vector.h"

CALL(read)
{
	return COMPOSE(SYSCALL_READ_X, (s64, RESULT), (read_data, ARG(1), RESULT), (fd, ARG(0)), (u32, ARG(2)));
}

CALL(write)
{
	return COMPOSE(SYSCALL_WRITE_X, (s64, RESULT), (written_data, ARG(1), RESULT, ARG(2)), (fd, ARG(0)), (u32, ARG(2)));
}

/* A file position: one argument, or two in 32-bit code, the low half first. */
inlined u64 position(struct call *call, u64 low, u64 high)
{
	return call->compat ? low | high << 32 : low;
}
#define POSITION position(call, ARG(3), ARG(4))

CALL(pread64)
{
	return COMPOSE(SYSCALL_PREAD_X, (s64, RESULT), (read_data, ARG(1), RESULT), (fd, ARG(0)), (u32, ARG(2)),
		       (u64, POSITION));
}

CALL(pwrite64)
{
	return COMPOSE(SYSCALL_PWRITE_X, (s64, RESULT), (written_data, ARG(1), RESULT, ARG(2)), (fd, ARG(0)), (u32, ARG(2)),
		       (u64, POSITION));
}

/* What a call gathered to write; when it failed, what it was asked to write. */
inlined u64 written_limit(s64 result)
{
	return result > 0 ? snap(result) : settings.snaplen;
}

CALL(readv)
{
	BEGIN(SYSCALL_READV_X);
	struct writer writer = resume(cpu), *w = &writer;
	PUT_ALL(w, (s64, RESULT), (u32, RESULT > 0 ? RESULT : 0))
	put_vector(w, 2, ARG(1), ARG(2), snap(RESULT));
	put_fd(w, 3, ARG(0));
	save(w);
	return END(SYSCALL_READV_X);
}

CALL(preadv)
{
	BEGIN(SYSCALL_PREADV_X);
	struct writer writer = resume(cpu), *w = &writer;
	PUT_ALL(w, (s64, RESULT), (u32, RESULT > 0 ? RESULT : 0))
	put_vector(w, 2, ARG(1), ARG(2), snap(RESULT));
	PUT_ALL_FROM(3, w, (fd, ARG(0)), (u64, POSITION))
	save(w);
	return END(SYSCALL_PREADV_X);
}

CALL(writev)
{
	BEGIN(SYSCALL_WRITEV_X);
	struct writer writer = resume(cpu), *w = &writer;
	put_s64(w, 0, RESULT);
	u32 size = put_vector(w, 1, ARG(1), ARG(2), written_limit(RESULT));
	PUT_ALL_FROM(2, w, (fd, ARG(0)), (u32, size))
	save(w);
	return END(SYSCALL_WRITEV_X);
}

CALL(pwritev)
{
	BEGIN(SYSCALL_PWRITEV_X);
	struct writer writer = resume(cpu), *w = &writer;
	put_s64(w, 0, RESULT);
	u32 size = put_vector(w, 1, ARG(1), ARG(2), written_limit(RESULT));
	PUT_ALL_FROM(2, w, (fd, ARG(0)), (u32, size), (u64, POSITION))
	save(w);
	return END(SYSCALL_PWRITEV_X);
}

CALL(sendfile)
{
	u64 offset = 0;
	bpf_probe_read_user(&offset, call->short_offset ? sizeof(u32) : sizeof(offset), (void *)ARG(2));
	return FIXED(SYSCALL_SENDFILE_X, (s64, RESULT), (u64, offset), (fd, ARG(0)), (fd, ARG(1)), (u64, ARG(3)));
}

CALL(copy_file_range)
{
	return FIXED(SYSCALL_COPY_FILE_RANGE_X, (s64, RESULT), (fd, ARG(2)), (u64, ARG(3)), (fd, ARG(0)), (u64, ARG(1)),
		     (u64, ARG(4)));
}

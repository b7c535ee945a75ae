/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Address spaces. */
#pragma once

#include "../task.h"

inlined u32 protection(u32 bits)
{
	return BITS(bits, (1, PRG_PROT_FLAGS__PROT_READ), (2, PRG_PROT_FLAGS__PROT_WRITE), (4, PRG_PROT_FLAGS__PROT_EXEC),
		    (8, PRG_PROT_FLAGS__PROT_SEM), (0x01000000, PRG_PROT_FLAGS__PROT_GROWSDOWN),
		    (0x02000000, PRG_PROT_FLAGS__PROT_GROWSUP));
}

inlined u32 mapping_flags(u32 bits)
{
	return BITS(bits, (1, PRG_MMAP_FLAGS__MAP_SHARED), (2, PRG_MMAP_FLAGS__MAP_PRIVATE),
		    (0x10, PRG_MMAP_FLAGS__MAP_FIXED), (0x20, PRG_MMAP_FLAGS__MAP_ANONYMOUS),
		    (0x40, PRG_MMAP_FLAGS__MAP_32BIT), (0x4000, PRG_MMAP_FLAGS__MAP_NORESERVE),
		    (0x8000, PRG_MMAP_FLAGS__MAP_POPULATE), (0x10000, PRG_MMAP_FLAGS__MAP_NONBLOCK),
		    (0x100, PRG_MMAP_FLAGS__MAP_GROWSDOWN), (0x800, PRG_MMAP_FLAGS__MAP_DENYWRITE),
		    (0x1000, PRG_MMAP_FLAGS__MAP_EXECUTABLE), (0x2000, PRG_MMAP_FLAGS__MAP_LOCKED));
}

/* Three parameters: the memory of the calling process, in a variable of this name. */
#define MEMORY_PARAMS (u32, memory.size), (u32, memory.resident), (u32, memory.swapped)

CALL(mmap)
{
	struct memory memory = memory_of(READ(current_task(), mm));
	return FIXED(SYSCALL_MMAP_X, (s64, RESULT), MEMORY_PARAMS, (u64, ARG(0)), (u64, ARG(1)), (u32, protection(ARG(2))),
		     (u32, mapping_flags(ARG(3))), (fd, ARG(4)), (u64, ARG(5)));
}

CALL(mmap2)
{
	struct memory memory = memory_of(READ(current_task(), mm));
	return FIXED(SYSCALL_MMAP2_X, (s64, RESULT), MEMORY_PARAMS, (u64, ARG(0)), (u64, ARG(1)), (u32, protection(ARG(2))),
		     (u32, mapping_flags(ARG(3))), (fd, ARG(4)), (u64, ARG(5)));
}

CALL(munmap)
{
	struct memory memory = memory_of(READ(current_task(), mm));
	return FIXED(SYSCALL_MUNMAP_X, (s64, RESULT), MEMORY_PARAMS, (u64, ARG(0)), (u64, ARG(1)));
}

CALL(brk)
{
	struct memory memory = memory_of(READ(current_task(), mm));
	return FIXED(SYSCALL_BRK_4_X, (u64, RESULT), MEMORY_PARAMS, (u64, ARG(0)));
}

CALL(mprotect)
{
	return FIXED(SYSCALL_MPROTECT_X, (s64, RESULT), (u64, ARG(0)), (u64, ARG(1)), (u32, protection(ARG(2))));
}

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Loops of which the verifier of later kernels looks at one round or two instead of all, which was half of what it had to look at. */
#pragma once

#include "kernel.h"

/* Linux 6.4: counts for a program, so that the verifier sees that a loop ends without going through it. */
struct bpf_iter_num {
	u64 opaque;
} __attribute__((aligned(8)));

extern int bpf_iter_num_new(struct bpf_iter_num *iterator, int start, int end) OFFERED;
extern int *bpf_iter_num_next(struct bpf_iter_num *iterator) OFFERED;
extern void bpf_iter_num_destroy(struct bpf_iter_num *iterator) OFFERED;
#define CAN_COUNT IS_OFFERED(bpf_iter_num_new)

/*
 * Evaluates `round` until it is false, at most so many times. What it changes from round to round lies in the workspace: of a register the verifier
 * knows the value, so that no round is like another. It is cut by a mask where it is used.
 */
#define ROUNDS(most, round)                                                                                                    \
	({                                                                                                                     \
		if (CAN_COUNT) {                                                                                               \
			struct bpf_iter_num rounds_;                                                                           \
			bpf_iter_num_new(&rounds_, 0, most);                                                                   \
			while (bpf_iter_num_next(&rounds_))                                                                    \
				if (!(round))                                                                                  \
					break;                                                                                 \
			bpf_iter_num_destroy(&rounds_);                                                                        \
		} else {                                                                                                       \
			_Pragma("nounroll") for (u32 round_ = 0; round_ < (most); round_++) if (!(round)) break;              \
		}                                                                                                              \
	})

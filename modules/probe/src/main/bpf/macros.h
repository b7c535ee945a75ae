/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Preprocessor lists: count the arguments, and expand M(context, index, argument) for each of up to 32. */
#pragma once

#define PICK_33(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, A, B, C, D, E, F, count, ...)    \
	count
#define COUNT(...)                                                                                                             \
	PICK_33(__VA_ARGS__, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, \
		7, 6, 5, 4, 3, 2, 1)

#define EACH_1(M, ctx, i, a) M(ctx, i, a)
#define EACH_2(M, ctx, i, a, ...) M(ctx, i, a) EACH_1(M, ctx, i + 1, __VA_ARGS__)
#define EACH_3(M, ctx, i, a, ...) M(ctx, i, a) EACH_2(M, ctx, i + 1, __VA_ARGS__)
#define EACH_4(M, ctx, i, a, ...) M(ctx, i, a) EACH_3(M, ctx, i + 1, __VA_ARGS__)
#define EACH_5(M, ctx, i, a, ...) M(ctx, i, a) EACH_4(M, ctx, i + 1, __VA_ARGS__)
#define EACH_6(M, ctx, i, a, ...) M(ctx, i, a) EACH_5(M, ctx, i + 1, __VA_ARGS__)
#define EACH_7(M, ctx, i, a, ...) M(ctx, i, a) EACH_6(M, ctx, i + 1, __VA_ARGS__)
#define EACH_8(M, ctx, i, a, ...) M(ctx, i, a) EACH_7(M, ctx, i + 1, __VA_ARGS__)
#define EACH_9(M, ctx, i, a, ...) M(ctx, i, a) EACH_8(M, ctx, i + 1, __VA_ARGS__)
#define EACH_10(M, ctx, i, a, ...) M(ctx, i, a) EACH_9(M, ctx, i + 1, __VA_ARGS__)
#define EACH_11(M, ctx, i, a, ...) M(ctx, i, a) EACH_10(M, ctx, i + 1, __VA_ARGS__)
#define EACH_12(M, ctx, i, a, ...) M(ctx, i, a) EACH_11(M, ctx, i + 1, __VA_ARGS__)
#define EACH_13(M, ctx, i, a, ...) M(ctx, i, a) EACH_12(M, ctx, i + 1, __VA_ARGS__)
#define EACH_14(M, ctx, i, a, ...) M(ctx, i, a) EACH_13(M, ctx, i + 1, __VA_ARGS__)
#define EACH_15(M, ctx, i, a, ...) M(ctx, i, a) EACH_14(M, ctx, i + 1, __VA_ARGS__)
#define EACH_16(M, ctx, i, a, ...) M(ctx, i, a) EACH_15(M, ctx, i + 1, __VA_ARGS__)
#define EACH_17(M, ctx, i, a, ...) M(ctx, i, a) EACH_16(M, ctx, i + 1, __VA_ARGS__)
#define EACH_18(M, ctx, i, a, ...) M(ctx, i, a) EACH_17(M, ctx, i + 1, __VA_ARGS__)
#define EACH_19(M, ctx, i, a, ...) M(ctx, i, a) EACH_18(M, ctx, i + 1, __VA_ARGS__)
#define EACH_20(M, ctx, i, a, ...) M(ctx, i, a) EACH_19(M, ctx, i + 1, __VA_ARGS__)
#define EACH_21(M, ctx, i, a, ...) M(ctx, i, a) EACH_20(M, ctx, i + 1, __VA_ARGS__)
#define EACH_22(M, ctx, i, a, ...) M(ctx, i, a) EACH_21(M, ctx, i + 1, __VA_ARGS__)
#define EACH_23(M, ctx, i, a, ...) M(ctx, i, a) EACH_22(M, ctx, i + 1, __VA_ARGS__)
#define EACH_24(M, ctx, i, a, ...) M(ctx, i, a) EACH_23(M, ctx, i + 1, __VA_ARGS__)
#define EACH_25(M, ctx, i, a, ...) M(ctx, i, a) EACH_24(M, ctx, i + 1, __VA_ARGS__)
#define EACH_26(M, ctx, i, a, ...) M(ctx, i, a) EACH_25(M, ctx, i + 1, __VA_ARGS__)
#define EACH_27(M, ctx, i, a, ...) M(ctx, i, a) EACH_26(M, ctx, i + 1, __VA_ARGS__)
#define EACH_28(M, ctx, i, a, ...) M(ctx, i, a) EACH_27(M, ctx, i + 1, __VA_ARGS__)
#define EACH_29(M, ctx, i, a, ...) M(ctx, i, a) EACH_28(M, ctx, i + 1, __VA_ARGS__)
#define EACH_30(M, ctx, i, a, ...) M(ctx, i, a) EACH_29(M, ctx, i + 1, __VA_ARGS__)
#define EACH_31(M, ctx, i, a, ...) M(ctx, i, a) EACH_30(M, ctx, i + 1, __VA_ARGS__)
#define EACH_32(M, ctx, i, a, ...) M(ctx, i, a) EACH_31(M, ctx, i + 1, __VA_ARGS__)

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define EACH(M, ctx, ...) JOIN(EACH_, COUNT(__VA_ARGS__))(M, ctx, 0, __VA_ARGS__)

/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Keys that the kernel keeps. */
#pragma once

#include "../variant.h"

enum key_variant { KEY_NUMBER, KEY_STRING };

/* For every operation how many arguments it has, and which of them are strings (bit 0: the first). */
struct key_arguments {
	u8 count : 3, strings : 4;
};
#define KEY(operation) [PRG_KEYCTL_OPERATIONS__KEYCTL_##operation]
static const struct key_arguments key_arguments[] = {
	KEY(GET_KEYRING_ID) = {2},
	KEY(JOIN_SESSION_KEYRING) = {1, 1},
	KEY(UPDATE) = {3},
	KEY(REVOKE) = {1},
	KEY(CHOWN) = {3},
	KEY(SETPERM) = {2},
	KEY(DESCRIBE) = {3},
	KEY(CLEAR) = {1},
	KEY(LINK) = {2},
	KEY(UNLINK) = {2},
	KEY(SEARCH) = {4, 6},
	KEY(READ) = {3},
	KEY(INSTANTIATE) = {4},
	KEY(NEGATE) = {3},
	KEY(SET_REQKEY_KEYRING) = {1},
	KEY(SET_TIMEOUT) = {2},
	KEY(ASSUME_AUTHORITY) = {1},
	KEY(GET_SECURITY) = {3},
	KEY(REJECT) = {4},
	KEY(INSTANTIATE_IOV) = {4},
	KEY(INVALIDATE) = {1},
	KEY(GET_PERSISTENT) = {2},
	KEY(DH_COMPUTE) = {4},
	KEY(PKEY_QUERY) = {3, 4},
	KEY(PKEY_ENCRYPT) = {4, 2},
	KEY(PKEY_DECRYPT) = {4, 2},
	KEY(PKEY_SIGN) = {4, 2},
	KEY(PKEY_VERIFY) = {4, 2},
	KEY(RESTRICT_KEYRING) = {3, 6},
	KEY(MOVE) = {4},
	KEY(CAPABILITIES) = {2},
	KEY(WATCH_KEY) = {3},
};
#define KEY_OPERATIONS (sizeof(key_arguments) / sizeof(key_arguments[0]))

/* An argument that the operation does not have reads as zero. */
inlined void put_key(struct writer *w, u32 index, struct key_arguments known, u32 which, u64 value)
{
	if (which < known.count && known.strings >> which & 1)
		put_variant_string(w, index, KEY_STRING, value);
	else
		put_variant_u64(w, index, KEY_NUMBER, which < known.count ? value : 0);
}

CALL(keyctl)
{
	u32 operation = ARG(0);
	struct key_arguments known = {};
	if (operation < KEY_OPERATIONS)
		known = key_arguments[operation];
	return COMPOSE(SYSCALL_KEYCTL_X, (s64, RESULT), (u32, operation), (key, known, 0, ARG(1)), (key, known, 1, ARG(2)),
		       (key, known, 2, ARG(3)), (key, known, 3, ARG(4)));
}

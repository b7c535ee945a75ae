/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* File systems: how they are set up and given back, and how much of them users may take. */
#pragma once

#include "../values.h"

/* For 32-bit code; the others call umount2. */
CALL(umount)
{
	return COMPOSE(SYSCALL_UMOUNT_1_X, (s64, RESULT), (string, ARG(0)));
}

/* Value of an option of a file system: bytes, text, or neither. */
enum configuration { VALUE_NONE, VALUE_BYTES, VALUE_TEXT };

inlined enum configuration configuration_value(s64 result, u32 command)
{
	if (result < 0)
		return VALUE_NONE;
	switch (command) {
	case PRG_FSCONFIG_CMDS__FSCONFIG_SET_STRING:
	case PRG_FSCONFIG_CMDS__FSCONFIG_SET_PATH:
	case PRG_FSCONFIG_CMDS__FSCONFIG_SET_PATH_EMPTY:
		return VALUE_TEXT;
	case PRG_FSCONFIG_CMDS__FSCONFIG_SET_BINARY:
		return VALUE_BYTES;
	default:
		return VALUE_NONE;
	}
}

CALL(fsconfig)
{
	enum configuration kind = configuration_value(RESULT, ARG(1));
	return COMPOSE(SYSCALL_FSCONFIG_X, (s64, RESULT), (fd, ARG(0)), (u32, ARG(1)), (string, ARG(2)),
		       (bytes, kind == VALUE_BYTES ? ARG(3) : 0, (u16)ARG(4)), (string, kind == VALUE_TEXT ? ARG(3) : 0),
		       (s32, ARG(4)));
}

#define QUOTA_COMMAND(value, name)                                                                                             \
	case value:                                                                                                            \
		return PRG_QUOTACTL_CMDS__##name
inlined u16 quota_command(u32 command)
{
	switch (command >> 8) {
		QUOTA_COMMAND(0x800001, Q_SYNC);
		QUOTA_COMMAND(0x800002, Q_QUOTAON);
		QUOTA_COMMAND(0x800003, Q_QUOTAOFF);
		QUOTA_COMMAND(0x800004, Q_GETFMT);
		QUOTA_COMMAND(0x800005, Q_GETINFO);
		QUOTA_COMMAND(0x800006, Q_SETINFO);
		QUOTA_COMMAND(0x800007, Q_GETQUOTA);
		QUOTA_COMMAND(0x800008, Q_SETQUOTA);
		QUOTA_COMMAND(0x5801, Q_XQUOTAON);
		QUOTA_COMMAND(0x5802, Q_XQUOTAOFF);
		QUOTA_COMMAND(0x5803, Q_XGETQUOTA);
		QUOTA_COMMAND(0x5804, Q_XSETQLIM);
		QUOTA_COMMAND(0x5805, Q_XGETQSTAT);
		QUOTA_COMMAND(0x5806, Q_XQUOTARM);
		QUOTA_COMMAND(0x5807, Q_XQUOTASYNC);
	default:
		return 0;
	}
}

inlined u8 quota_type(u8 type)
{
	return type == 0 ? PRG_QUOTACTL_TYPES__USRQUOTA : type == 1 ? PRG_QUOTACTL_TYPES__GRPQUOTA : 0;
}

inlined u8 quota_format(u32 format)
{
	switch (format) {
	case 1:
		return PRG_QUOTACTL_QUOTA_FMTS__QFMT_VFS_OLD;
	case 2:
		return PRG_QUOTACTL_QUOTA_FMTS__QFMT_VFS_V0;
	case 4:
		return PRG_QUOTACTL_QUOTA_FMTS__QFMT_VFS_V1;
	default:
		return PRG_QUOTACTL_QUOTA_FMTS__QFMT_NOT_USED;
	}
}

/* What a user may take of a file system; a bit of `valid` for each group that is meant. */
struct quota {
	u64 blocks_hard, blocks_soft, space, inodes_hard, inodes_soft, inodes, blocks_time, inodes_time;
	u32 valid;
};
#define QUOTA_BLOCKS 1
#define QUOTA_SPACE 2
#define QUOTA_INODES 4
#define QUOTA_BLOCKS_TIME 16
#define QUOTA_INODES_TIME 32

/* What holds for all users of a file system. */
struct quota_defaults {
	u64 blocks_grace, inodes_grace;
	u32 flags, valid;
};
#define GRACE_BLOCKS 1
#define GRACE_INODES 2
#define GRACE_FLAGS 4

#define QUOTA_IS(names) (command & (names))
#define QUOTA_OF_USER (PRG_QUOTACTL_CMDS__Q_GETQUOTA | PRG_QUOTACTL_CMDS__Q_SETQUOTA)
#define QUOTA_DEFAULTS (PRG_QUOTACTL_CMDS__Q_GETINFO | PRG_QUOTACTL_CMDS__Q_SETINFO)
#define QUOTA_NAMES_USER (QUOTA_OF_USER | PRG_QUOTACTL_CMDS__Q_XGETQUOTA | PRG_QUOTACTL_CMDS__Q_XSETQLIM)
#define WHEN(value, bit) (valid & (bit) ? (value) : 0)

/* Parameters 3 to 9. */
inlined void put_quota(struct writer *w, u16 command, u64 from)
{
	struct quota quota = {};
	if (QUOTA_IS(QUOTA_OF_USER))
		bpf_probe_read_user(&quota, sizeof(quota), (void *)from);
	u32 valid = quota.valid;
	PUT_ALL_FROM(3, w, (u64, WHEN(quota.blocks_hard, QUOTA_BLOCKS)), (u64, WHEN(quota.blocks_soft, QUOTA_BLOCKS)),
		     (u64, WHEN(quota.space, QUOTA_SPACE)), (u64, WHEN(quota.inodes_hard, QUOTA_INODES)),
		     (u64, WHEN(quota.inodes_soft, QUOTA_INODES)), (u64, WHEN(quota.blocks_time, QUOTA_BLOCKS_TIME)),
		     (u64, WHEN(quota.inodes_time, QUOTA_INODES_TIME)))
}

/* Parameters 10 to 13. */
inlined void put_quota_defaults(struct writer *w, u16 command, u64 from)
{
	struct quota_defaults defaults = {};
	u32 format = 0;
	if (QUOTA_IS(QUOTA_DEFAULTS))
		bpf_probe_read_user(&defaults, sizeof(defaults), (void *)from);
	if (QUOTA_IS(PRG_QUOTACTL_CMDS__Q_GETFMT))
		bpf_probe_read_user(&format, sizeof(format), (void *)from);
	u32 valid = defaults.valid;
	PUT_ALL_FROM(10, w, (u64, WHEN(defaults.blocks_grace, GRACE_BLOCKS)), (u64, WHEN(defaults.inodes_grace, GRACE_INODES)),
		     (u8, WHEN(defaults.flags, GRACE_FLAGS)), (u8, quota_format(format)))
}

CALL(quotactl)
{
	u16 command = quota_command(ARG(0));
	struct writer writer = compose(cpu, PRG_EVENT_SYSCALL_QUOTACTL_X, PRG_PARAMS_SYSCALL_QUOTACTL_X, current_thread());
	struct writer *w = &writer;
	PUT_ALL(w, (s64, RESULT), (string, ARG(1)), (string, QUOTA_IS(PRG_QUOTACTL_CMDS__Q_QUOTAON) ? ARG(3) : 0))
	put_quota(w, command, ARG(3));
	put_quota_defaults(w, command, ARG(3));
	PUT_ALL_FROM(14, w, (u16, command), (u8, quota_type(ARG(0))), (u32, QUOTA_IS(QUOTA_NAMES_USER) ? ARG(2) : 0),
		     (u8, quota_format(QUOTA_IS(PRG_QUOTACTL_CMDS__Q_QUOTAON) ? ARG(2) : 0)))
	return send(w, PRG_EVENT_SYSCALL_QUOTACTL_X);
}

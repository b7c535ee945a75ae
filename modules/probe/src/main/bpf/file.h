/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Facts about open files: descriptor to file, inode, overlay layer, path. */
#pragma once

#include "task.h"

#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define FMODE_CREATED 0x100000
#define OVERLAY_MAGIC 0x794c7630

inlined struct file *file_of(s32 fd)
{
	struct file *file = NULL;
	if (fd < 0)
		return NULL;
	struct fdtable *table = READ(current_task(), files, fdt);
	if (!table || (u32)fd >= READ(table, max_fds))
		return NULL;
	struct file **slots = READ(table, fd);
	if (CAN_CAST) /* plain loads: a list's link is what the kernel knows as a place that holds a pointer */
		return FOLLOW(file, FOLLOW(list_head, &slots[fd])->next);
	bpf_probe_read_kernel(&file, sizeof(file), &slots[fd]);
	return file;
}

enum layer { LAYER_NONE, LAYER_UPPER, LAYER_LOWER };

/* Which layer of an overlay file system a dentry's content comes from. */
inlined enum layer overlay_layer(struct dentry *dentry)
{
	struct dentry *upper = NULL;
	if (READ_CAST(dentry, d_sb, s_magic) != OVERLAY_MAGIC)
		return LAYER_NONE;
	/* the overlay's inode begins with the common one and goes on with the upper dentry */
	void *inode = READ_CAST(dentry, d_inode);
	bpf_probe_read_kernel(&upper, sizeof(upper), inode + bpf_core_type_size(struct inode));
	if (!upper)
		return LAYER_LOWER;
	return BPF_CORE_READ(upper, d_inode, i_ino) ? LAYER_UPPER : LAYER_LOWER;
}

/* What an open call's event says of the file that it opened. */
struct opened {
	u32 device;
	u64 inode;
	bool created;
	enum layer layer;
};

inlined struct opened opened_file(s64 fd)
{
	struct opened result = {0};
	struct file *file = file_of(fd);
	if (file) {
		result.device = encode_device(READ_CAST(file, f_inode, i_sb, s_dev));
		result.inode = READ_CAST(file, f_inode, i_ino);
		result.created = READ_CAST(file, f_mode) & FMODE_CREATED;
		result.layer = overlay_layer(READ_CAST(file, f_path.dentry));
	}
	return result;
}

inlined u32 opened_flags(struct opened *file)
{
	return (file->created ? FILE_FLAG(O_F_CREATED) : 0) |
	       (file->layer == LAYER_UPPER ? FILE_FLAG(FD_UPPER_LAYER) :
		file->layer == LAYER_LOWER ? FILE_FLAG(FD_LOWER_LAYER) :
					     0);
}

inlined u64 inode_number(s64 fd)
{
	struct file *file = file_of(fd);
	return file ? READ_CAST(file, f_inode, i_ino) : 0;
}

#define PATH_DEPTH 96
#define NAME_LIMIT 256

/* One step up: over a mount point, or past a name that is then written in front of `at`. False at the top. */
inlined bool climb(struct cpu *cpu)
{
	volatile u64 *at = &cpu->walk.at;
	struct dentry *dentry = FOLLOW(dentry, *(volatile u64 *)&cpu->walk.dentry);
	struct mount *mount = FOLLOW(mount, *(volatile u64 *)&cpu->walk.mount);
	if ((u64)dentry == *(volatile u64 *)&cpu->walk.root) {
		struct mount *above = READ_CAST(mount, mnt_parent);
		if (above == mount)
			return false;
		cpu->walk.dentry = (u64)READ_CAST(mount, mnt_mountpoint);
		cpu->walk.mount = (u64)above;
		cpu->walk.root = (u64)READ_CAST(above, mnt.mnt_root);
		return true;
	}
	struct dentry *parent = READ_CAST(dentry, d_parent);
	u64 length = READ_CAST(dentry, d_name.len) & (NAME_LIMIT - 1);
	u64 start = *at - (length + 1);
	if (dentry == parent || start > *at)
		return false;
	u8 *slot = cpu->scratch + SCRATCH_LIMIT + (start & SCRATCH_MASK);
	*slot = '/';
	bpf_probe_read_kernel(slot + 1, length, READ_CAST(dentry, d_name.name));
	*at = start;
	cpu->walk.dentry = (u64)parent;
	return true;
}

/*
 * Writes the path at `cpu->subject` (a struct path) from the root of its mount namespace as the parameter of the given index. It is built
 * backwards at the end of the scratch space and then copied. A file without a path (a memfd, a pipe) has its name alone.
 */
SHARED(put_path)(u32 index)
{
	struct cpu *cpu = this_cpu();
	if (!cpu)
		return 0;
	struct writer writer = resume(cpu);
	struct path *path = (void *)cpu->subject;
	struct vfsmount *vfsmount = BPF_CORE_READ(path, mnt);
	cpu->walk.dentry = (u64)BPF_CORE_READ(path, dentry);
	cpu->walk.mount = (u64)vfsmount - bpf_core_field_offset(struct mount, mnt);
	cpu->walk.root = (u64)BPF_CORE_READ(vfsmount, mnt_root);
	cpu->walk.at = SCRATCH_MASK;
	ROUNDS(PATH_DEPTH, climb(cpu));
	cpu->scratch[SCRATCH_LIMIT + SCRATCH_MASK] = 0;
	u64 at = *(volatile u64 *)&cpu->walk.at & SCRATCH_MASK;
	if (at == SCRATCH_MASK) {
		struct dentry *top = (void *)cpu->walk.dentry;
		put_kernel_string(&writer, index, BPF_CORE_READ(top, d_name.name), NAME_LIMIT);
	} else {
		put_kernel_string(&writer, index, cpu->scratch + SCRATCH_LIMIT + at, PATH_LIMIT);
	}
	return 0;
}

/* The same of a file. */
inlined void put_file_path(struct cpu *cpu, struct file *file, u32 index)
{
	cpu->subject = (u64)file + bpf_core_field_offset(struct file, f_path);
	put_path(index);
}

/* Calls that take paths. */
#include "expect.h"
#include <linux/fs.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static char here[4096];

static void enquiries(int d)
{
	struct stat st;
	char buf[4096];
	DO(SYS_access, "file", R_OK | W_OK);
	SEEN("access res=0 name='file' mode=R_OK|W_OK");
	DO(SYS_access, "file", F_OK);
	SEEN("access res=0 name='file' mode=F_OK");
	DO(SYS_access, "absent", X_OK);
	SEEN("access res=%d name='absent' mode=X_OK", -ENOENT);
	DO(SYS_stat, "file", &st);
	SEEN("stat res=0 path='file'");
	DO(SYS_stat, NULL, &st);
	SEEN("stat res=%d path=-", -EFAULT);
	DO(SYS_lstat, "", &st);
	SEEN("lstat res=%d path=''", -ENOENT);
	DO(SYS_fstat, d, &st);
	SEEN("fstat res=0 fd=%d", d);
	DO(SYS_newfstatat, d, "file", &st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
	SEEN("newfstatat res=0 dirfd=%d path='file' flags=AT_NO_AUTOMOUNT|AT_SYMLINK_NOFOLLOW", d);
	DO(SYS_newfstatat, AT_FDCWD, "", &st, AT_EMPTY_PATH);
	SEEN("newfstatat res=0 dirfd=-100 path='' flags=AT_EMPTY_PATH");
	DO(SYS_getcwd, buf, sizeof buf);
	SEEN("getcwd res=%ld path='%s'", strlen(here) + 1, here);
	DO(SYS_getcwd, buf, 2);
	SEEN("getcwd res=%d path=-", -ERANGE);
	DO(SYS_readlinkat, d, "file", buf, sizeof buf);
	SEEN("syscall ID=readlinkat nativeID=%d", SYS_readlinkat);
}

static void directories(int d)
{
	DO(SYS_mkdir, "one", 0751);
	SEEN("mkdir res=0 path='one' mode=%u", 0751);
	DO(SYS_mkdirat, d, "two", 01700);
	SEEN("mkdirat res=0 dirfd=%d path='two' mode=%u", d, 01700);
	DO(SYS_mkdir, "one", 0700);
	SEEN("mkdir res=%d path='one' mode=%u", -EEXIST, 0700);
	DO(SYS_rmdir, "one");
	SEEN("rmdir res=0 path='one'");
	DO(SYS_unlinkat, d, "two", AT_REMOVEDIR);
	SEEN("unlinkat res=0 dirfd=%d name='two' flags=AT_REMOVEDIR", d);
}

static void links(int d)
{
	DO(SYS_link, "file", "second");
	SEEN("link res=0 oldpath='file' newpath='second'");
	DO(SYS_linkat, d, "file", AT_FDCWD, "third", AT_SYMLINK_FOLLOW);
	SEEN("linkat res=0 olddir=%d oldpath='file' newdir=-100 newpath='third' flags=AT_SYMLINK_FOLLOW", d);
	DO(SYS_symlink, "file", "soft one");
	SEEN("symlink res=0 target='file' linkpath='soft\\20one'");
	DO(SYS_symlinkat, "file", d, "soft");
	SEEN("symlinkat res=0 target='file' linkdirfd=%d linkpath='soft'", d);
	DO(SYS_rename, "second", "2nd");
	SEEN("rename res=0 oldpath='second' newpath='2nd'");
	DO(SYS_renameat, AT_FDCWD, "third", d, "3rd");
	SEEN("renameat res=0 olddirfd=-100 oldpath='third' newdirfd=%d newpath='3rd'", d);
	DO(SYS_renameat2, d, "2nd", d, "3rd", RENAME_EXCHANGE);
	SEEN("renameat2 res=0 olddirfd=%d oldpath='2nd' newdirfd=%d newpath='3rd' flags=RENAME_EXCHANGE", d, d);
	DO(SYS_renameat2, d, "2nd", d, "3rd", RENAME_NOREPLACE);
	SEEN("renameat2 res=%d olddirfd=%d oldpath='2nd' newdirfd=%d newpath='3rd' flags=RENAME_NOREPLACE", -EEXIST, d, d);
	DO(SYS_unlink, "2nd");
	SEEN("unlink res=0 path='2nd'");
	DO(SYS_unlinkat, d, "3rd", 0);
	SEEN("unlinkat res=0 dirfd=%d name='3rd' flags=", d);
	DO(SYS_unlink, "2nd");
	SEEN("unlink res=%d path='2nd'", -ENOENT);
}

static void owners(int d, int f)
{
	DO(SYS_chmod, "file", 04755);
	SEEN("chmod res=0 filename='file' mode=4755");
	DO(SYS_fchmod, f, 0600);
	SEEN("fchmod res=0 fd=%d mode=600", f);
	DO(SYS_fchmodat, d, "file", 03640);
	SEEN("fchmodat res=0 dirfd=%d filename='file' mode=3640", d);
	DO(SYS_chown, "file", 1, 2);
	SEEN("chown res=0 path='file' uid=1 gid=2");
	DO(SYS_lchown, "soft", -1, 7);
	SEEN("lchown res=0 path='soft' uid=4294967295 gid=7");
	DO(SYS_fchown, f, 3, 4);
	SEEN("fchown res=0 fd=%d uid=3 gid=4", f);
	DO(SYS_fchownat, d, "file", 0, 0, AT_EMPTY_PATH);
	SEEN("fchownat res=0 dirfd=%d pathname='file' uid=0 gid=0 flags=AT_EMPTY_PATH", d);
	DO(SYS_fchmodat, 999, "file", 0);
	SEEN("fchmodat res=%d dirfd=999 filename='file' mode=0", -EBADF);
}

static void nodes(int d)
{
	DO(SYS_mknod, "pipe", S_IFIFO | 0640, 0);
	SEEN("mknod res=0 path='pipe' mode=10640 dev=0");
	DO(SYS_mknodat, d, "plain", 0200, 0);
	SEEN("mknodat res=0 dirfd=%d path='plain' mode=100200 dev=0", d);
	DO(SYS_mknod, "", S_IFSOCK, 61440); /* the number as the reference's tests have it */
	SEEN("mknod res=%d path='' mode=140000 dev=251658240", -ENOENT);
}

static void mounts(void)
{
	mkdir("at", 0755);
	NEED(!unshare(CLONE_NEWNS));
	NEED(!mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
	BEGIN;
	DO(SYS_mount, "none", "at", "tmpfs", 0xC0ED0000 | MS_NOSUID | MS_NOEXEC, "size=64k");
	SEEN("mount res=0 dev='none' dir='at' type='tmpfs' flags=NOSUID|NOEXEC");
	DO(SYS_umount2, "at", MNT_DETACH | UMOUNT_NOFOLLOW);
	SEEN("umount2 res=0 name='at' flags=DETACH|NOFOLLOW");
	DO(SYS_umount2, "at", MNT_FORCE);
	SEEN("umount2 res=%d name='at' flags=FORCE", -EINVAL);
	DO(SYS_mount, NULL, "at", NULL, MS_REMOUNT | MS_BIND, NULL);
	SEEN("mount res=%d dev=- dir='at' type=- flags=REMOUNT|BIND", -EINVAL);
	END;
}

int main(void)
{
	NEED(getcwd(here, sizeof here));
	int d = open(".", O_RDONLY | O_DIRECTORY), f = open("file", O_CREAT | O_RDWR, 0600);
	NEED(d >= 0 && f >= 0);
	BEGIN;
	enquiries(d);
	directories(d);
	links(d);
	owners(d, f);
	nodes(d);
	END;
	mounts();
	return finish();
}

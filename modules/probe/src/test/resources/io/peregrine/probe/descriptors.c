/* Calls that make descriptors, and those that steer them. */
#include "expect.h"
#include <linux/bpf.h>
#include <linux/close_range.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>

static void steering(int d, int f)
{
	int available;
	DO(SYS_lseek, f, 7, SEEK_SET);
	SEEN("lseek res=7 fd=%d offset=7 whence=SEEK_SET", f);
	DO(SYS_lseek, f, -2L, SEEK_END);
	SEEN("lseek res=9 fd=%d offset=-2 whence=SEEK_END", f);
	DO(SYS_lseek, f, 1, SEEK_CUR);
	SEEN("lseek res=10 fd=%d offset=1 whence=SEEK_CUR", f);
	DO(SYS_lseek, 999, 0, SEEK_DATA);
	SEEN("lseek res=%d fd=999 offset=0 whence=SEEK_SET", -EBADF);
	DO(SYS_flock, f, LOCK_EX | LOCK_NB);
	SEEN("flock res=0 fd=%d operation=LOCK_EX|LOCK_NB", f);
	DO(SYS_flock, f, LOCK_UN);
	SEEN("flock res=0 fd=%d operation=LOCK_UN", f);
	DO(SYS_ioctl, f, FIONREAD, &available);
	SEEN("ioctl res=0 fd=%d request=%d argument=%lu", f, FIONREAD, (unsigned long)&available);
	DO(SYS_ioctl, -1, 0x123456789abcdef0, -1L);
	SEEN("ioctl res=%d fd=-1 request=%ld argument=-1", -EBADF, 0x123456789abcdef0);
	char names[256];
	DO(SYS_getdents64, d, names, sizeof names);
	SEEN("getdents64 res=%ld fd=%d", r, d);
	DO(SYS_getdents, f, names, sizeof names);
	SEEN("getdents res=%d fd=%d", -ENOTDIR, f);
	DO(SYS_fsync, f);
	SEEN("syscall ID=fsync nativeID=%d", SYS_fsync);
}

static void moving(int from, int to, int in, int out)
{
	long at = 3;
	DO(SYS_sendfile, to, from, &at, 5);
	SEEN("sendfile res=5 offset=8 out_fd=%d in_fd=%d size=5", to, from);
	DO(SYS_sendfile, to, 999, NULL, 5);
	SEEN("sendfile res=%d offset=0 out_fd=%d in_fd=999 size=5", -EBADF, to);
	at = 0;
	DO(SYS_copy_file_range, from, &at, to, NULL, 4, 0);
	SEEN("copy_file_range res=4 fdout=%d offout=0 fdin=%d offin=%lu len=4", to, from, (unsigned long)&at);
	at = 1;
	DO(SYS_splice, from, &at, out, NULL, 6, SPLICE_F_MOVE | SPLICE_F_MORE);
	SEEN("splice res=6 fd_in=%d fd_out=%d size=6 flags=SPLICE_F_MOVE|SPLICE_F_MORE", from, out);
	DO(SYS_splice, in, NULL, 999, NULL, 6, SPLICE_F_NONBLOCK);
	SEEN("splice res=%d fd_in=%d fd_out=999 size=6 flags=SPLICE_F_NONBLOCK", -EBADF, in);
}

static void making(void)
{
	unsigned long signals = 1 << (SIGUSR2 - 1);
	DO(SYS_eventfd, 5);
	SEEN("eventfd res=%ld initval=5 flags=0", r);
	DO(SYS_eventfd2, 6, EFD_CLOEXEC | EFD_NONBLOCK);
	SEEN("eventfd2 res=%ld flags=O_NONBLOCK|O_CLOEXEC initval=6", r);
	DO(SYS_eventfd2, 6, -1);
	SEEN("eventfd2 res=%d flags=O_NONE initval=6", -EINVAL);
	DO(SYS_timerfd_create, CLOCK_BOOTTIME, TFD_NONBLOCK);
	SEEN("timerfd_create res=%ld clockid=%d flags=%d", r, CLOCK_BOOTTIME, 1 << 6);
	DO(SYS_signalfd, -1, &signals, 8);
	SEEN("signalfd res=%ld fd=-1 mask=0 flags=0", r);
	DO(SYS_signalfd4, r, &signals, 8, SFD_CLOEXEC);
	SEEN("signalfd4 res=%ld flags=O_CLOEXEC fd=%ld mask=0", r, r);
	DO(SYS_inotify_init);
	SEEN("inotify_init res=%ld flags=0", r);
	DO(SYS_inotify_init1, IN_NONBLOCK);
	SEEN("inotify_init1 res=%ld flags=O_NONBLOCK", r);
	DO(SYS_memfd_create, "in memory", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	SEEN("memfd_create fd=%ld name='in\\20memory' flags=MFD_CLOEXEC|MFD_ALLOW_SEALING", r);
	DO(SYS_userfaultfd, O_CLOEXEC | 99);
	SEEN("userfaultfd res=%ld flags=<any>", r);
	union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
	DO(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
	SEEN("bpf fd=%ld cmd=BPF_MAP_CREATE", r);
	DO(SYS_bpf, 999, NULL, 0);
	SEEN("bpf fd=%ld cmd=", r);
}

static void processes(int self)
{
	int p = DO(SYS_pidfd_open, self, 0);
	SEEN("pidfd_open fd=%d pid=%d flags=", p, self);
	DO(SYS_pidfd_open, -3, O_NONBLOCK);
	SEEN("pidfd_open fd=%d pid=-3 flags=PIDFD_NONBLOCK", -EINVAL);
	int g = DO(SYS_pidfd_getfd, p, 1, 0);
	SEEN("pidfd_getfd fd=%d pid_fd=%d target_fd=1 flags=0", g, p);
	DO(SYS_pidfd_getfd, p, 999, 0);
	SEEN("pidfd_getfd fd=%d pid_fd=%d target_fd=999 flags=0", -EBADF, p);
	DO(SYS_close_range, g, g, 0);
	SEEN("close_range res=0 first=%d last=%d flags=", g, g);
	DO(SYS_close_range, p, -1, CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC);
	SEEN("close_range res=0 first=%d last=4294967295 flags=CLOSE_RANGE_UNSHARE|CLOSE_RANGE_CLOEXEC", p);
	DO(SYS_close_range, 9, 8, 0);
	SEEN("close_range res=%d first=9 last=8 flags=", -EINVAL);
}

/* The kernel's own number of a device, as events carry it. */
static unsigned device(dev_t dev)
{
	return (minor(dev) & 0xff) | major(dev) << 8 | (minor(dev) & ~0xffu) << 12;
}

static void openings(void)
{
	struct {
		struct file_handle head;
		char rest[MAX_HANDLE_SZ];
	} handle = {.head.handle_bytes = MAX_HANDLE_SZ};
	struct stat file, pipes;
	char here[200];
	int ends[2], mount, where = open(".", O_RDONLY | O_DIRECTORY);
	NEED(!stat("file", &file) && getcwd(here, sizeof here) && where >= 0);
	NEED(!name_to_handle_at(AT_FDCWD, "file", &handle.head, &mount, 0));
	BEGIN;
	long opened = DO(SYS_open, "file", O_RDWR | O_APPEND | O_CLOEXEC);
	long absent = DO(SYS_open, "absent", O_RDONLY | O_NONBLOCK);
	long piped = DO(SYS_pipe, ends);
	long nowhere = DO(SYS_pipe, NULL);
	long handled = DO(SYS_open_by_handle_at, where, &handle, O_WRONLY);
	long stale = DO(SYS_open_by_handle_at, 999, &handle, O_RDONLY);
	END;
	NEED(!fstat(ends[0], &pipes));
	SEEN("open fd=%ld name='file' flags=O_APPEND|O_RDWR|O_CLOEXEC mode=0 dev=%u ino=%lu", opened, device(file.st_dev), file.st_ino);
	SEEN("open fd=%ld name='absent' flags=O_NONBLOCK|O_RDONLY mode=0 dev=0 ino=0", absent);
	SEEN("pipe res=%ld fd1=%d fd2=%d ino=%lu", piped, ends[0], ends[1], pipes.st_ino);
	SEEN("pipe res=%ld fd1=-1 fd2=-1 ino=0", nowhere);
	SEEN("open_by_handle_at fd=%ld mountfd=%d flags=O_WRONLY path='%s/file' dev=%u ino=%lu", handled, where, here,
	     device(file.st_dev), file.st_ino);
	SEEN("open_by_handle_at fd=%ld mountfd=999 flags=O_RDONLY path=- dev=0 ino=0", stale);
}

int main(void)
{
	int d = open(".", O_RDONLY | O_DIRECTORY), f = open("file", O_CREAT | O_RDWR, 0600);
	int to = open("other", O_CREAT | O_RDWR, 0600), pipes[2], self = getpid();
	NEED(d >= 0 && to >= 0 && !pipe(pipes) && write(f, "hello world", 11) == 11);
	BEGIN;
	steering(d, f);
	moving(f, to, pipes[0], pipes[1]);
	making();
	processes(self);
	END;
	openings();
	return finish();
}

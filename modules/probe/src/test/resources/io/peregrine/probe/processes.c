/* What a process asks about itself, does to others and to the kernel. */
#include "expect.h"
#include <linux/fs.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/seccomp.h>
#include <sys/ptrace.h>
#include <sys/quota.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>

static void limits(int self)
{
	struct rlimit now, low = {12, 34};
	DO(SYS_getrlimit, RLIMIT_NOFILE, &now);
	SEEN("getrlimit res=0 cur=%ld max=%ld resource=RLIMIT_NOFILE", now.rlim_cur, now.rlim_max);
	DO(SYS_getrlimit, 99, &now);
	SEEN("getrlimit res=%d cur=-1 max=-1 resource=RLIMIT_UNKNOWN", -EINVAL);
	DO(SYS_setrlimit, RLIMIT_CORE, &low);
	SEEN("setrlimit res=0 cur=12 max=34 resource=RLIMIT_CORE");
	DO(SYS_setrlimit, RLIMIT_CORE, NULL);
	SEEN("setrlimit res=%d cur=0 max=0 resource=RLIMIT_CORE", -EFAULT);
	DO(SYS_prlimit64, self, RLIMIT_CORE, &(struct rlimit){5, 6}, &now);
	SEEN("prlimit res=0 newcur=5 newmax=6 oldcur=12 oldmax=34 pid=%d resource=RLIMIT_CORE", self);
	DO(SYS_prlimit64, -7, RLIMIT_STACK, NULL, &now);
	SEEN("prlimit res=%d newcur=0 newmax=0 oldcur=-1 oldmax=-1 pid=-7 resource=RLIMIT_STACK", -ESRCH);
}

static void identities(void)
{
	int a, b, c;
	DO(SYS_getuid);
	SEEN("getuid uid=%ld", r);
	DO(SYS_geteuid);
	SEEN("geteuid euid=%ld", r);
	DO(SYS_getgid);
	SEEN("getgid gid=%ld", r);
	DO(SYS_getegid);
	SEEN("getegid egid=%ld", r);
	DO(SYS_getresuid, &a, &b, &c);
	SEEN("getresuid res=0 ruid=%d euid=%d suid=%d", a, b, c);
	DO(SYS_getresgid, &a, &b, &c);
	SEEN("getresgid res=0 rgid=%d egid=%d sgid=%d", a, b, c);
	DO(SYS_getresuid, NULL, &b, &c);
	SEEN("getresuid res=%d ruid=0 euid=%d suid=%d", -EFAULT, b, c);
}

/* A child that waits to be traced. */
static void traces(void)
{
	static long word = 0x1122334455667788;
	char copy[64] = "", text[] = "copied";
	struct iovec local[2] = {{copy, 3}, {copy + 10, 61}}, remote = {text, 6};
	int child = fork(), state;
	if (!child) {
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		_exit(0);
	}
	NEED(waitpid(child, &state, 0) == child && WIFSTOPPED(state));
	long at = (long)&word, got;
	BEGIN;
	DO(SYS_ptrace, PTRACE_PEEKDATA, child, at, &got);
	SEEN("ptrace res=0 addr=UINT64:%ld data=UINT64:%ld request=PTRACE_PEEKDATA pid=%d", at, word, child);
	DO(SYS_ptrace, PTRACE_POKEDATA, child, at, 7);
	SEEN("ptrace res=0 addr=UINT64:%ld data=UINT64:7 request=PTRACE_POKEDATA pid=%d", at, child);
	DO(SYS_ptrace, PTRACE_ATTACH, -1, 1, 2);
	SEEN("ptrace res=%d addr=UINT64:0 data=UINT64:0 request=PTRACE_ATTACH pid=-1", -ESRCH);
	DO(SYS_process_vm_readv, child, local, 2, &remote, 1, 0);
	SEEN("process_vm_readv res=6 pid=%d data='copied'", child);
	DO(SYS_process_vm_writev, child, local, 1, &remote, 1, 0);
	SEEN("process_vm_writev res=3 pid=%d data='cop'", child);
	DO(SYS_process_vm_readv, 0x7ffffff0, local, 2, &remote, 1, 0);
	SEEN("process_vm_readv res=%d pid=%d data=-", -ESRCH, 0x7ffffff0);
	DO(SYS_ptrace, PTRACE_CONT, child, 0, 0);
	SEEN("ptrace res=0 addr=UINT64:0 data=SIGTYPE:0 request=PTRACE_CONT pid=%d", child);
	END;
	NEED(waitpid(child, &state, 0) == child);
}

static void keys(void)
{
	long key = syscall(SYS_add_key, "user", "of a test", "secret", 6, KEY_SPEC_PROCESS_KEYRING);
	long ring = KEY_SPEC_PROCESS_KEYRING;
	char buf[64];
	NEED(key > 0 || errno == ENOSYS || errno == EDQUOT || errno == EPERM);
	BEGIN;
	DO(SYS_keyctl, KEYCTL_GET_KEYRING_ID, ring, 0);
	SEEN("keyctl res=%ld operation=KEYCTL_GET_KEYRING_ID arg2=INT64:%ld arg3=INT64:0 arg4=INT64:0 arg5=INT64:0", r, ring);
	DO(SYS_keyctl, KEYCTL_READ, key, buf, sizeof buf, 9);
	SEEN("keyctl res=%ld operation=KEYCTL_READ arg2=INT64:%ld arg3=INT64:%ld arg4=INT64:64 arg5=INT64:0", r, key, (long)buf);
	DO(SYS_keyctl, KEYCTL_SEARCH, ring, "user", "of a test", 0);
	SEEN("keyctl res=%ld operation=KEYCTL_SEARCH arg2=INT64:%ld arg3=CHARBUF:'user' arg4=CHARBUF:'of\\20a\\20test' arg5=INT64:0", r,
	     ring);
	DO(SYS_keyctl, KEYCTL_RESTRICT_KEYRING, 1, NULL, "nothing", 8);
	SEEN("keyctl res=%ld operation=KEYCTL_RESTRICT_KEYRING arg2=INT64:1 arg3=CHARBUF:- arg4=CHARBUF:'nothing' arg5=INT64:0", r);
	DO(SYS_keyctl, KEYCTL_PKEY_SIGN, buf, "info", 3, 4);
	SEEN("keyctl res=%ld operation=KEYCTL_PKEY_SIGN arg2=INT64:%ld arg3=CHARBUF:'info' arg4=INT64:3 arg5=INT64:4", r, (long)buf);
	DO(SYS_keyctl, KEYCTL_REVOKE, key, 1, 2, 3);
	SEEN("keyctl res=%ld operation=KEYCTL_REVOKE arg2=INT64:%ld arg3=INT64:0 arg4=INT64:0 arg5=INT64:0", r, key);
	DO(SYS_keyctl, KEYCTL_SESSION_TO_PARENT + 1000, 1, 2, 3, 4);
	SEEN("keyctl res=%ld operation= arg2=INT64:0 arg3=INT64:0 arg4=INT64:0 arg5=INT64:0", r);
	END;
}

static void rings(void)
{
	struct io_uring_params set = {.flags = IORING_SETUP_CQSIZE | IORING_SETUP_CLAMP, .cq_entries = 16};
	BEGIN;
	int u = DO(SYS_io_uring_setup, 4, &set);
	SEEN("io_uring_setup res=%d entries=4 sq_entries=%u cq_entries=%u flags=IORING_SETUP_CQSIZE|IORING_SETUP_CLAMP "
	     "sq_thread_cpu=0 sq_thread_idle=0 features=<any>", u, set.sq_entries, set.cq_entries);
	DO(SYS_io_uring_setup, 0, NULL);
	SEEN("io_uring_setup res=%d entries=0 sq_entries=0 cq_entries=0 flags= sq_thread_cpu=0 sq_thread_idle=0 features=", -EFAULT);
	DO(SYS_io_uring_enter, u, 0, 0, IORING_ENTER_GETEVENTS | IORING_ENTER_SQ_WAKEUP, NULL, 0);
	SEEN("io_uring_enter res=%ld fd=%d to_submit=0 min_complete=0 flags=IORING_ENTER_GETEVENTS|IORING_ENTER_SQ_WAKEUP sig=0", r, u);
	DO(SYS_io_uring_register, u, IORING_REGISTER_EVENTFD, &u, 1);
	SEEN("io_uring_register res=%ld fd=%d opcode=IORING_REGISTER_EVENTFD arg=%lu nr_args=1", r, u, (unsigned long)&u);
	END;
}

#define NO_QUOTA "dqb_bhardlimit=0 dqb_bsoftlimit=0 dqb_curspace=0 dqb_ihardlimit=0 dqb_isoftlimit=0 dqb_btime=0 dqb_itime=0"
#define NO_INFO "dqi_bgrace=0 dqi_igrace=0 dqi_flags= quota_fmt_out=QFMT_NOT_USED"

static void quotas(void)
{
	struct dqblk block = {1, 2, 3, 4, 5, 6, 7, 8, QIF_BLIMITS | QIF_BTIME};
	struct dqinfo info = {9, 10, 1, IIF_IGRACE | IIF_FLAGS};
	BEGIN;
	DO(SYS_quotactl, QCMD(Q_QUOTAON, USRQUOTA), "/dev/none", 2, "file");
	SEEN("quotactl res=%ld special='/dev/none' quotafilepath='file' " NO_QUOTA " " NO_INFO
	     " cmd=Q_QUOTAON type=USRQUOTA id=0 quota_fmt=QFMT_VFS_V0", r);
	DO(SYS_quotactl, QCMD(Q_SETQUOTA, GRPQUOTA), "/dev/none", 77, &block);
	SEEN("quotactl res=%ld special='/dev/none' quotafilepath=- dqb_bhardlimit=1 dqb_bsoftlimit=2 dqb_curspace=0 dqb_ihardlimit=0 "
	     "dqb_isoftlimit=0 dqb_btime=7 dqb_itime=0 " NO_INFO " cmd=Q_SETQUOTA type=GRPQUOTA id=77 quota_fmt=QFMT_NOT_USED", r);
	DO(SYS_quotactl, QCMD(Q_SETINFO, USRQUOTA), "/dev/none", 77, &info);
	SEEN("quotactl res=%ld special='/dev/none' quotafilepath=- " NO_QUOTA " dqi_bgrace=0 dqi_igrace=10 dqi_flags=DQF_NONE "
	     "quota_fmt_out=QFMT_NOT_USED cmd=Q_SETINFO type=USRQUOTA id=0 quota_fmt=QFMT_NOT_USED", r);
	DO(SYS_quotactl, QCMD(Q_SYNC, 5), NULL, 0, NULL);
	SEEN("quotactl res=%ld special=- quotafilepath=- " NO_QUOTA " " NO_INFO " cmd=Q_SYNC type= id=0 quota_fmt=QFMT_NOT_USED", r);
	END;
}

static void kernels(void)
{
	char image[100];
	memset(image, 'm', sizeof image);
	int fs = syscall(SYS_fsopen, "tmpfs", 0);
	BEGIN;
	DO(SYS_fsconfig, fs, FSCONFIG_SET_STRING, "size", "64k", 0);
	SEEN("fsconfig res=%ld fd=%d cmd=FSCONFIG_SET_STRING key='size' value_bytebuf=- value_charbuf=%s aux=0", r, fs,
	     r < 0 ? "-" : "'64k'");
	DO(SYS_fsconfig, fs, FSCONFIG_SET_FLAG, "unheard-of", NULL, 0);
	SEEN("fsconfig res=%ld fd=%d cmd=FSCONFIG_SET_FLAG key='unheard-of' value_bytebuf=- value_charbuf=- aux=0", r, fs);
	DO(SYS_fsconfig, 999, FSCONFIG_SET_BINARY, "key", image, 5);
	SEEN("fsconfig res=%d fd=999 cmd=FSCONFIG_SET_BINARY key='key' value_bytebuf=- value_charbuf=- aux=5", -EBADF);
	DO(SYS_init_module, image, sizeof image, "option=1");
	SEEN("init_module res=%ld img='%.100s' length=100 uargs='option=1'", r, image);
	DO(SYS_finit_module, -1, "option=2", MODULE_INIT_IGNORE_VERMAGIC);
	SEEN("finit_module res=%ld fd=-1 uargs='option=2' flags=MODULE_INIT_IGNORE_VERMAGIC", r);
	DO(SYS_delete_module, "none such", O_NONBLOCK | O_TRUNC);
	SEEN("delete_module res=%ld name='none\\20such' flags=O_NONBLOCK|O_TRUNC", r);
	DO(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &(int){SECCOMP_RET_KILL_THREAD});
	SEEN("seccomp res=%ld op=2 flags=0", r);
	DO(SYS_seccomp, -1l, -1l, NULL);
	SEEN("seccomp res=%ld op=-1 flags=4294967295", r);
	END;
}

static void children(int self)
{
	char *none[] = {NULL}, *words[] = {"name", "word", NULL};
	BEGIN;
	long child = DO(SYS_fork);
	if (child == 0)
		_exit(0);
	DO(SYS_execveat, AT_FDCWD, "absent", words, none, AT_SYMLINK_NOFOLLOW);
	END;
	char path[200] = "";
	struct rlimit files;
	NEED(readlink("/proc/self/exe", path, sizeof path - 1) > 0 && !getrlimit(RLIMIT_NOFILE, &files) && waitpid(child, NULL, 0) == child);
	SEEN("fork res=%ld exe='%s' args=- tid=%d pid=%d ptid=<any> cwd=- fdlimit=%ld pgft_maj=<any> pgft_min=<any> vm_size=<any> vm_rss=<any> "
	     "vm_swap=<any> comm='processes' cgroups=<any> flags= uid=%d gid=%d vtid=%d vpid=%d pidns_init_start_ts=<any>",
	     child, path, self, self, files.rlim_cur, getuid(), getgid(), self, self);
	SEEN("execveat res=%d exe='name' args='word\\00' tid=%d pid=%d ptid=<any> cwd=- fdlimit=%ld pgft_maj=<any> pgft_min=<any> vm_size=<any> "
	     "vm_rss=<any> vm_swap=<any> comm='processes' cgroups=<any> env=- tty=<any> vpgid=%d loginuid=<any> flags=EXE_WRITABLE "
	     "cap_inheritable=<any> cap_permitted=<any> cap_effective=<any> exe_ino=<any> exe_ino_ctime=<any> exe_ino_mtime=<any> uid=%d "
	     "trusted_exepath='%s' pgid=%d gid=%d", -ENOENT, self, self, files.rlim_cur, getpgrp(), geteuid(), path, getpgrp(), getegid());
}

int main(void)
{
	int self = getpid();
	BEGIN;
	limits(self);
	identities();
	END;
	traces();
	keys();
	rings();
	quotas();
	kernels();
	children(self);
	return finish();
}

/* Calls that wait, and semaphores. */
#include "expect.h"
#include <linux/futex.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <time.h>

static void polls(int in, int out)
{
	struct pollfd two[2] = {{in, POLLIN, 0}, {out, POLLOUT, 0}};
	DO(SYS_poll, two, 2, 0);
	SEEN("poll res=1 fds=[%d:0,%d:4] timeout=0", in, out);
	DO(SYS_poll, two, 0, 0);
	SEEN("poll res=0 fds=[] timeout=0");
	two[0].fd = 999;
	DO(SYS_poll, two, 1, -1);
	SEEN("poll res=1 fds=[999:64] timeout=4294967295");
	DO(SYS_poll, (void *)8, 1, 5);
	SEEN("poll res=%d fds=[] timeout=5", -EFAULT);
	two[0].fd = in;
	unsigned long mask = 1 << (SIGUSR1 - 1);
	struct timespec soon = {1, 7};
	DO(SYS_ppoll, two, 2, &soon, &mask, sizeof mask);
	SEEN("ppoll res=1 fds=[%d:0,%d:4] timeout=%ld sigmask=%lu", in, out,
	     soon.tv_sec * 1000000000 + soon.tv_nsec, mask); /* what was left */
	struct pollfd many[20];
	for (int i = 0; i < 20; i++)
		many[i] = (struct pollfd){i < 18 ? -1 : out, POLLOUT, 0};
	DO(SYS_ppoll, many, 20, NULL, NULL, 8);
	SEEN("ppoll res=2 fds=[-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0,-1:0] timeout=0 sigmask=0");
	fd_set set;
	FD_ZERO(&set);
	FD_SET(out, &set);
	struct timeval now = {0, 0};
	DO(SYS_select, out + 1, NULL, &set, NULL, &now);
	SEEN("select res=1");
}

static void epolls(int out)
{
	struct epoll_event event = {.events = EPOLLOUT};
	int e = DO(SYS_epoll_create1, EPOLL_CLOEXEC);
	SEEN("epoll_create1 res=%d flags=EPOLL_CLOEXEC", e);
	DO(SYS_epoll_ctl, e, EPOLL_CTL_ADD, out, &event);
	SEEN("syscall ID=epoll_ctl nativeID=%d", SYS_epoll_ctl);
	DO(SYS_epoll_wait, e, &event, 3, 0);
	SEEN("epoll_wait res=1 maxevents=3");
	DO(SYS_epoll_wait, e, &event, -4, 0);
	SEEN("epoll_wait res=%d maxevents=-4", -EINVAL);
	int f = DO(SYS_epoll_create, 5);
	SEEN("epoll_create res=%d size=5", f);
	DO(SYS_epoll_create, -1);
	SEEN("epoll_create res=%d size=-1", -EINVAL);
}

static void sleeps(void)
{
	struct timespec time = {0, 1234};
	DO(SYS_nanosleep, &time, NULL);
	SEEN("nanosleep res=0 interval=1234");
	time = (struct timespec){3, 1000000000};
	DO(SYS_nanosleep, &time, NULL);
	SEEN("nanosleep res=%d interval=4000000000", -EINVAL);
	DO(SYS_nanosleep, NULL, NULL);
	SEEN("nanosleep res=%d interval=0", -EFAULT);
}

static void futexes(void)
{
	static int word = 5;
	unsigned long at = (unsigned long)&word;
	DO(SYS_futex, &word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
	SEEN("futex res=0 addr=%lu op=FUTEX_PRIVATE_FLAG|FUTEX_WAKE val=1", at);
	DO(SYS_futex, &word, FUTEX_WAIT, 4, NULL, NULL, 0);
	SEEN("futex res=%d addr=%lu op=FUTEX_WAIT val=4", -EAGAIN, at);
	struct timespec past = {1, 0};
	DO(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 5, &past, NULL, 1);
	SEEN("futex res=%d addr=%lu op=FUTEX_CLOCK_REALTIME|FUTEX_WAIT_BITSET val=5", -ETIMEDOUT, at);
	DO(SYS_futex, &word, 99, 0, NULL, NULL, 0);
	SEEN("futex res=%d addr=%lu op=FUTEX_WAIT val=0", -ENOSYS, at);
}

static void semaphores(void)
{
	int process = getpid(), key = 0x50455245 ^ process;
	BEGIN;
	int s = DO(SYS_semget, key, 2, IPC_CREAT | IPC_EXCL | 0600);
	SEEN("semget res=%d key=%d nsems=2 semflg=IPC_EXCL|IPC_CREAT", s, key);
	struct sembuf change[3] = {{0, 2, 0}, {1, 1, IPC_NOWAIT}, {0, -1, SEM_UNDO}};
	DO(SYS_semop, s, change, 1);
	SEEN("semop res=0 nsops=1 sem_num_0=0 sem_op_0=2 sem_flg_0= sem_num_1=0 sem_op_1=0 sem_flg_1= semid=%d", s);
	DO(SYS_semop, s, change + 1, 2);
	SEEN("semop res=0 nsops=2 sem_num_0=1 sem_op_0=1 sem_flg_0=IPC_NOWAIT sem_num_1=0 sem_op_1=-1 sem_flg_1=SEM_UNDO semid=%d", s);
	change[0] = (struct sembuf){1, -9, IPC_NOWAIT};
	DO(SYS_semop, s, change, 1);
	SEEN("semop res=%d nsops=1 sem_num_0=0 sem_op_0=0 sem_flg_0= sem_num_1=0 sem_op_1=0 sem_flg_1= semid=%d", -EAGAIN, s);
	DO(SYS_semctl, s, 1, SETVAL, 8);
	SEEN("semctl res=0 semid=%d semnum=1 cmd=SETVAL val=8", s);
	DO(SYS_semctl, s, 1, GETVAL, 8);
	SEEN("semctl res=8 semid=%d semnum=1 cmd=GETVAL val=0", s);
	DO(SYS_semctl, s, 0, GETPID, 0);
	SEEN("semctl res=%d semid=%d semnum=0 cmd=GETPID val=0", process, s);
	DO(SYS_semctl, s, 0, IPC_RMID, 0);
	SEEN("semctl res=0 semid=%d semnum=0 cmd=IPC_RMID val=0", s);
	END;
}

int main(void)
{
	int pipes[2];
	NEED(!pipe(pipes));
	BEGIN;
	polls(pipes[0], pipes[1]);
	epolls(pipes[1]);
	sleeps();
	futexes();
	END;
	semaphores();
	return finish();
}

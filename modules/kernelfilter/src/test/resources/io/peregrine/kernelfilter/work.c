/*
 * Random calls on paths, descriptors and sockets, one after the other: work.c SEED STEPS FOLDER. Children, threads and the program itself run once more (as
 * work.c SEED STEPS, from the folder) while their maker waits.
 * It runs as root and follows its own links, so it makes the folder its root directory and keeps nothing open from outside before it begins.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned long long state;
static char path[2][512];
static const char *folder = "/w";

static unsigned R(unsigned n)
{
	state = state * 6364136223846793005ull + 1442695040888963407ull;
	return (state >> 33) % n;
}

static const char *name(int which)
{
	static const char *pieces[] = {"a", "b", "shadow", ".ssh", "id.key", "log", "x y", "etc", "..", "."};
	static const char *whole[] = {"/etc/passwd", "/etc/shadow", "/nowhere", "/nowhere/else", "/etc/nothing", "/tmp/none.key", "/dev/null", "/", "/etc//hosts",
				      "/etc/../etc/hosts", "a", "b/a", "shadow", "./a", "../x", "/proc/self/comm", "/root/.ssh/none", "/usr/bin/none"};
	char *to = path[which];
	if (R(2))
		snprintf(to, sizeof path[which], "%s", whole[R(sizeof whole / sizeof *whole)]);
	else if (R(3))
		snprintf(to, sizeof path[which], "%s/%s", folder, pieces[R(10)]);
	else
		snprintf(to, sizeof path[which], "%s/%s/%s", folder, pieces[R(10)], pieces[R(10)]);
	return to;
}

/* A path that may be changed: below the folder, or one that is not there. */
static const char *own(int which)
{
	static const char *pieces[] = {"a", "b", "shadow", "id.key", "log", "x y", "etc"};
	switch (R(4)) {
	case 0:
		return "/nowhere/x";
	case 1:
		return pieces[R(7)];
	case 2:
		snprintf(path[which], sizeof path[which], "%s/%s/%s", folder, pieces[R(7)], pieces[R(7)]);
		return path[which];
	default:
		snprintf(path[which], sizeof path[which], "%s/%s", folder, pieces[R(7)]);
		return path[which];
	}
}

static int number(void)
{
	return R(8) ? 3 + (int)R(12) : 90;
}

static void talk(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(R(2) ? 1 : 9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	char data[16];
	struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "/nowhere/socket"};
	int family = (int[]){AF_INET, AF_INET, AF_UNIX, AF_NETLINK}[R(4)];
	int fd = socket(family, (R(2) && family != AF_NETLINK ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK, 0);
	switch (R(8)) {
	case 0:
		connect(fd, (void *)&to, sizeof to);
		break;
	case 1:
		connect(number(), (void *)&to, sizeof to);
		break;
	case 2:
		recv(fd, data, sizeof data, 0);
		break;
	case 3:
		sendto(fd, data, sizeof data, MSG_NOSIGNAL, (void *)&to, sizeof to);
		break;
	case 4:
		to.sin_port = 0;
		bind(fd, (void *)&to, sizeof to);
		listen(fd, 1);
		accept4(fd, 0, 0, SOCK_CLOEXEC);
		break;
	case 5:
		dup2(fd, number());
		break;
	default:
		connect(fd, (void *)&local, sizeof local);
	}
	if (R(3))
		close(fd);
}

static void step(int depth);

static void steps(int most, int depth)
{
	for (int i = R(most); i > 0; i--)
		step(depth);
}

/*
 * Whose turn it is of two that share their descriptors, -1 for nobody. They wait without a call, and nothing of one runs beside the other's steps, neither its
 * first return nor its end: two programs at one tracepoint would see what happens on two processors at once in two orders.
 */
static volatile int turn = -1;
static volatile pid_t other;

static void pass_to(int who)
{
	turn = who;
	while (turn == who)
		;
}

static void *thread(void *depth)
{
	other = syscall(SYS_gettid);
	for (int i = 0; i < 3; i++) {
		pass_to(0);
		steps(8, *(int *)depth);
	}
	turn = 0;
	return 0;
}

static int sharer(void *depth)
{
	thread(depth);
	_exit(0);
}

static void take_turns(int depth)
{
	for (int i = 0; i < 3; i++) {
		while (turn)
			;
		steps(8, depth);
		turn = 1;
	}
	while (turn)
		;
}

static void run_again(void)
{
	char seed[24], most[12];
	snprintf(seed, sizeof seed, "%u", R(1 << 30));
	snprintf(most, sizeof most, "%u", R(20));
	execl("/kernelfilter-wk", "kernelfilter-wk", seed, most, (char *)0);
	_exit(1);
}

/* What runs beside this task, one at a time: a child, one with this task's descriptors, a thread, another run of the program. */
static void others(int depth)
{
	static char stack[4][1 << 18];
	pthread_t made;
	pid_t child = 0;
	switch (turn < 0 ? R(5) : 3) { /* those that take turns do not do so with others, too */
	case 0:
		turn = 1;
		if (!pthread_create(&made, 0, thread, &depth)) {
			take_turns(depth);
			pthread_join(made, 0);
			while (!syscall(SYS_tgkill, getpid(), other, 0))
				usleep(200);
		}
		turn = -1;
		return;
	case 1:
		turn = 1;
		child = clone(sharer, stack[depth] + sizeof stack[depth], CLONE_VM | CLONE_FILES | SIGCHLD, &depth);
		if (child > 0)
			take_turns(depth);
		turn = -1;
		break;
	case 2:
		child = vfork();
		if (!child)
			run_again();
		break;
	default:
		child = fork();
		if (!child) {
			steps(30, depth);
			if (R(2))
				run_again();
			_exit(0);
		}
	}
	while (waitpid(child, 0, 0) < 0 && errno == EINTR)
		;
}

static void step(int depth)
{
	int pipes[2];
	int fd;
	struct rlimit limit;
	switch (R(22)) {
	case 0: case 1: case 2: case 3:
		fd = open(name(0), R(3) ? O_RDONLY : O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd > 14)
			close(fd);
		break;
	case 4:
		fd = open(own(0), O_WRONLY | O_CREAT, 0644);
		if (fd > 14)
			close(fd);
		break;
	case 5: case 6: close(number()); break;
	case 7: dup2(number(), number()); break;
	case 8: R(4) ? fcntl(number(), (int[]){F_DUPFD, F_SETFD, F_GETFD, F_GETFL, F_DUPFD_CLOEXEC}[R(5)], R(2)) : ioctl(number(), FIOCLEX); break;
	case 9: unlink(own(0)); break;
	case 10: mkdir(own(0), 0700); break;
	case 11: rmdir(own(0)); break;
	case 12: rename(own(0), own(1)); break;
	case 13: symlink(name(0), own(1)); break;
	case 14: link(own(0), own(1)); break;
	case 15: chmod(own(0), 0600); break;
	case 16: unlinkat(R(2) ? AT_FDCWD : number(), own(0), 0); break;
	case 17:
		if (R(2))
			chdir(R(2) ? folder : name(0));
		else
			fchdir(number());
		break;
	case 18: talk(); break;
	case 19:
		if (!pipe(pipes)) {
			write(pipes[1], "x", 1);
			close(pipes[0]);
			close(pipes[1]);
		}
		break;
	case 20:
		switch (R(5)) {
		case 0: setuid(0); break;
		case 1: setsid(); break;
		case 2: prctl((int[]){PR_SET_CHILD_SUBREAPER, PR_SET_KEEPCAPS, PR_GET_DUMPABLE}[R(3)], R(2)); break;
		default: prlimit(0, (int[]){RLIMIT_NOFILE, RLIMIT_STACK, RLIMIT_CORE}[R(3)], 0, &limit);
		}
		break;
	default:
		if (depth < 3 && !R(3))
			others(depth + 1);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	state = strtoull(argv[1], 0, 10) * 2 + 1;
	signal(SIGPIPE, SIG_IGN);
	if (argc == 3) {
		for (int i = atoi(argv[2]); i > 0; i--)
			step(2);
		return 0;
	}
	if (syscall(SYS_close_range, 3, ~0u, 0) || chroot(argv[3]) || chdir("/"))
		return 3;
	static const char *folders[] = {"/w", "/etc", "/dev", "/root", "/root/.ssh", "/proc", "/proc/self"};
	static const char *files[] = {"/etc/passwd", "/etc/shadow", "/etc/hosts", "/dev/null", "/proc/self/comm"};
	for (unsigned i = 0; i < sizeof folders / sizeof *folders; i++)
		if (mkdir(folders[i], 0755))
			return 4;
	for (unsigned i = 0; i < sizeof files / sizeof *files; i++)
		if (close(open(files[i], O_WRONLY | O_CREAT, 0644)))
			return 5;
	if (chdir(folder))
		return 6;
	for (int i = atoi(argv[2]); i > 0; i--)
		step(0);
	return 0;
}

/*
 * Many processes that fork, execute, open, close and start threads for some seconds and then stand still: commotion PROCESSES SECONDS FOLDER.
 * Prints "steady" when all stand still and ends, with all of them, when its standard input does.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *self, *folder, *until;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static __attribute__((noreturn)) void *stand(void *unused)
{
	for (;;)
		pause();
}

static void open_some(int id, int round)
{
	char path[512];
	int ends[2];
	snprintf(path, sizeof path, "%s/%d-%d", folder, id, round % 7);
	int file = open(path, O_CREAT | O_RDWR | (round % 2 ? O_CLOEXEC : 0), 0600);
	int copy = dup(file);
	if (round % 3)
		close(file);
	if (round % 5 && copy >= 0)
		close(copy);
	if (!pipe(ends) && round % 4)
		close(ends[round & 1]), close(ends[!(round & 1)]);
	int socket_end = socket(AF_UNIX, SOCK_STREAM, 0);
	if (round % 6)
		close(socket_end);
	for (int fd = 40; fd < 60; fd++)
		close(fd);
}

static void start_thread(void)
{
	pthread_t thread;
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 65536);
	pthread_create(&thread, &attributes, stand, NULL);
}

static void work(int id, int round)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	char number[16], next[16];
	snprintf(number, sizeof number, "%d", id);
	while (now() < atof(until)) {
		open_some(id, ++round);
		if (round % 3 == 0) {
			pid_t child = fork();
			if (!child)
				execl(self, "short", "short", folder, number, NULL);
			waitpid(child, NULL, 0);
		}
		if (round % 10 == 9) {
			snprintf(next, sizeof next, "%d", round);
			execl(self, round % 20 == 9 ? "renamed" : "again", "work", folder, number, until, next, NULL);
		}
	}
	if (id % 8 == 0)
		start_thread();
	if (chdir(folder))
		exit(1);
	if (write(3, "x", 1) != 1)
		exit(1);
	stand(NULL);
}

int main(int count, char **arguments)
{
	char time[32], byte, *mode = arguments[1];
	int done[2];
	struct rlimit files = {4096, 4096};
	self = "/proc/self/exe";
	if (!strcmp(mode, "short")) {
		folder = arguments[2];
		open_some(atoi(arguments[3]), 1);
		return 0;
	}
	if (!strcmp(mode, "work")) {
		folder = arguments[2];
		until = arguments[4];
		work(atoi(arguments[3]), atoi(arguments[5]));
	}
	int processes = atoi(mode);
	folder = arguments[3];
	snprintf(time, sizeof time, "%f", now() + atof(arguments[2]));
	until = time;
	setsid();
	signal(SIGTERM, SIG_IGN);
	setrlimit(RLIMIT_NOFILE, &files);
	if (pipe(done) || (done[0] = dup(done[0])) < 0 || dup2(done[1], 3) < 0)
		return 1;
	for (int i = 0; i < processes; i++) {
		pid_t child = fork();
		if (!child)
			work(i, i);
		if (child < 0)
			processes = i;
	}
	for (int i = 0; i < processes; i++)
		if (read(done[0], &byte, 1) != 1)
			return 1;
	printf("steady %d\n", processes);
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	kill(0, SIGKILL);
}

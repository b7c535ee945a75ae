/* Processes and threads that stand still: crowd PROCESSES THREADS, the threads in one process. Ends with its standard input. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static void *stand(void *unused)
{
	for (;;)
		pause();
	return unused;
}

int main(int count, char **arguments)
{
	int processes = atoi(arguments[1]), threads = atoi(arguments[2]), made = 0;
	char byte;
	setpgid(0, 0);
	for (int i = 0; i < processes; i++)
		if (!fork()) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (int fd = 0; fd < 8; fd++)
				open("/dev/null", O_RDONLY);
			stand(NULL);
		}
	pthread_attr_t attributes;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 16384);
	for (int i = 0; i < threads; i++) {
		pthread_t thread;
		made += !pthread_create(&thread, &attributes, stand, NULL);
	}
	printf("%d %d\n", processes, made);
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	kill(0, SIGKILL);
}

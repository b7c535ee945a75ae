// Measures what system calls take: meter ROUNDS. Prints a line for each kind of call: name, nanoseconds of one (best round), calls of all rounds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int ends[2];
static struct sockaddr_in target;
extern char **environ;

static void uninteresting(void) { syscall(SYS_getpgid, 0); }

static void open_close(void) { close(syscall(SYS_openat, AT_FDCWD, "/etc/hostname", O_RDONLY)); }

static void failing_open(void) { syscall(SYS_openat, AT_FDCWD, "/does/not/exist", O_RDONLY); }

static void pipe_write_read(void) {
    char buffer[64];
    write(ends[1], buffer, sizeof buffer);
    read(ends[0], buffer, sizeof buffer);
}

static void udp_connect(void) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    connect(fd, (struct sockaddr *) &target, sizeof target);
    close(fd);
}

static void dup_close(void) { close(dup(0)); }

static void spawn_true(void) {
    char *arguments[] = {"true", NULL};
    pid_t child;
    posix_spawn(&child, "/bin/true", NULL, NULL, arguments, environ);
    waitpid(child, NULL, 0);
}

static const struct {
    const char *name;
    void (*call)(void);
    int repetitions, calls;
} kinds[] = {
    {"getpgid", uninteresting, 5000, 1},     {"open+close", open_close, 1000, 2},
    {"failing-open", failing_open, 1000, 1}, {"pipe-write+read", pipe_write_read, 1000, 2},
    {"udp-connect", udp_connect, 300, 3},    {"dup+close", dup_close, 1000, 2},
    {"spawn-true", spawn_true, 5, 0},
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(int argc, char **argv) {
    int rounds = atoi(argv[1]);
    pipe(ends);
    target.sin_family = AF_INET;
    target.sin_port = htons(9);
    target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (unsigned kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        double best = 1e18;
        for (int round = 0; round < rounds; round++) {
            double begin = now();
            for (int i = 0; i < kinds[kind].repetitions; i++) kinds[kind].call();
            double each = (now() - begin) / kinds[kind].repetitions;
            if (each < best) best = each;
        }
        printf("%s %.0f %ld\n", kinds[kind].name, best, (long) rounds * kinds[kind].repetitions * kinds[kind].calls);
    }
    return 0;
}

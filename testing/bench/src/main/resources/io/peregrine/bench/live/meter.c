// Measures what system calls take: meter MILLISECONDS, for each kind of call. Prints a line for each: name and nanoseconds of one (the best of
// many short rounds, so that what else the machine does meanwhile counts little).
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUND_NS 2e5 // shorter than the slice of time that a busy machine gives

static int ends[2];
static struct sockaddr_in target;
static struct sockaddr_un nowhere = {AF_UNIX, "/does/not/exist/socket"};
extern char **environ;

static void uninteresting(void) { syscall(SYS_getpgid, 0); }

static void open_close(void) { close(syscall(SYS_openat, AT_FDCWD, "/etc/hostname", O_RDONLY)); }

// where rules want nothing
static void open_close_elsewhere(void) { close(syscall(SYS_openat, AT_FDCWD, "/usr/bin/env", O_RDONLY)); }

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

// what a program does that asks for a service that does not run, such as nscd
static void local_connect_fails(void) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    connect(fd, (struct sockaddr *) &nowhere, sizeof nowhere);
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
} kinds[] = {
    {"getpgid", uninteresting},
    {"open+close", open_close},
    {"open+close-elsewhere", open_close_elsewhere},
    {"failing-open", failing_open},
    {"pipe-write+read", pipe_write_read},
    {"udp-connect", udp_connect},
    {"local-connect-fails", local_connect_fails},
    {"dup+close", dup_close},
    {"spawn-true", spawn_true},
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static double each(void (*call)(void), int repetitions) {
    double begin = now();
    for (int i = 0; i < repetitions; i++) call();
    return (now() - begin) / repetitions;
}

int main(int argc, char **argv) {
    double budget = atof(argv[1]) * 1e6;
    pipe(ends);
    target.sin_family = AF_INET;
    target.sin_port = htons(9);
    target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (unsigned kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        double end = now() + budget;
        double best = each(kinds[kind].call, 1);
        int repetitions = 1;
        do {
            double round = each(kinds[kind].call, repetitions);
            if (round < best) best = round;
            repetitions = ROUND_NS / best < 1 ? 1 : ROUND_NS / best;
        } while (now() < end);
        printf("%s %.0f\n", kinds[kind].name, best);
    }
    return 0;
}

// Opens a file by a name that another thread rewrites all the while: racer FOLDER MILLISECONDS. The name alternates between FOLDER/a and FOLDER/b.
// Prints how many times it opened, and how many nanoseconds the name stayed the same on average.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static char name[256];
static volatile int running = 1;
static double flips;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

// Each thread has a processor of its own, where there are two: only then does one run while the other does.
static void stay_on(int processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void *rewrite(void *last) {
    stay_on(0);
    volatile char *letter = last;
    while (running) {
        *letter ^= 'a' ^ 'b';
        flips++;
        for (volatile int pause = 0; pause < 50000; pause++); // far longer than what is measured, else the name changes back unseen
    }
    return NULL;
}

int main(int argc, char **argv) {
    snprintf(name, sizeof name, "%s/a", argv[1]);
    pthread_t thread;
    pthread_create(&thread, NULL, rewrite, name + strlen(name) - 1);
    stay_on(1);
    double begin = now(), end = begin + atof(argv[2]) * 1e6;
    long opens = 0;
    while (now() < end)
        for (int i = 0; i < 100; i++, opens++) close(syscall(SYS_openat, AT_FDCWD, name, O_RDONLY));
    running = 0;
    pthread_join(thread, NULL);
    printf("%ld %.0f\n", opens, flips > 0 ? (now() - begin) / flips : 0);
    return 0;
}

// Makes events at a rate: producer EVENTS_PER_SECOND SECONDS. Each dup and each close is one. A rate of 0 means as fast as it goes.
// Prints how many events a second it made.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define BATCH_SECONDS 0.001

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    double rate = atof(argv[1]), begin = now(), end = begin + atof(argv[2]), made = 0;
    while (now() < end) {
        int pairs = rate > 0 ? rate * BATCH_SECONDS / 2 : 1000;
        for (int i = 0; i < pairs; i++) close(dup(0));
        made += 2 * pairs;
        double ahead = rate > 0 ? begin + made / rate - now() : 0;
        if (ahead > 0) {
            struct timespec pause = {0, ahead * 1e9};
            nanosleep(&pause, NULL);
        }
    }
    printf("%.0f\n", made / (now() - begin));
    return 0;
}

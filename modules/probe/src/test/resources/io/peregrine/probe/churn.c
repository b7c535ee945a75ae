// Makes many events fast: churn COUNT [PROCESSES] duplicates a descriptor and closes the copy COUNT times, in each of so many processes.
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    for (int others = argc > 2 ? atoi(argv[2]) - 1 : 0; others > 0; others--)
        if (!fork()) {
            for (int i = atoi(argv[1]); i > 0; i--) close(dup(0));
            _exit(0);
        }
    for (int i = atoi(argv[1]); i > 0; i--) close(dup(0));
    while (wait(NULL) > 0);
    return 0;
}

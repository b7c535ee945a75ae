// Makes many events fast: churn COUNT [PROCESSES] duplicates a descriptor and closes the copy COUNT times, and opens a file and closes it in between, in each of so
// many processes.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void churn(int count) {
    for (; count > 0; count--) {
        int file = open("/dev/null", O_RDONLY);
        close(dup(file));
        close(file);
    }
}

int main(int argc, char **argv) {
    for (int others = argc > 2 ? atoi(argv[2]) - 1 : 0; others > 0; others--)
        if (!fork()) {
            churn(atoi(argv[1]));
            _exit(0);
        }
    churn(atoi(argv[1]));
    while (wait(NULL) > 0);
    return 0;
}

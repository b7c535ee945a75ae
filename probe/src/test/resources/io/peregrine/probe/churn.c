// Makes many events fast: churn COUNT duplicates a descriptor and closes the copy COUNT times.
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    for (int i = atoi(argv[1]); i > 0; i--) close(dup(0));
    return 0;
}

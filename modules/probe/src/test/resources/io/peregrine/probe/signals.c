// Takes page faults, leaves its processor for a moment, handles one signal and dies of another.
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static void handle(int signal) {}

int main(void) {
    char *memory = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 1 << 20; i += 4096) memory[i] = 1;
    usleep(1000);
    signal(SIGUSR1, handle);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR2);
    pause();
}

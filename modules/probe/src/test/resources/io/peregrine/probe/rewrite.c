// Calls whose argument another thread rewrites after the kernel has copied it and before the call ends: rewrite CALL FOLDER.
// The calls are held open by what they wait for: a FIFO for its other end, a connect for a place in the queue.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static char *name, real_name[256];
static struct sockaddr_un address;
static int queue;
static volatile int victim;
static const char *call;

static void *run(void *unused) {
    victim = syscall(SYS_gettid);
    struct open_how how = {.flags = O_RDONLY};
    if (!strcmp(call, "open")) syscall(SYS_open, name, O_RDONLY);
    if (!strcmp(call, "creat")) syscall(SYS_creat, name, 0600);
    if (!strcmp(call, "openat")) syscall(SYS_openat, AT_FDCWD, name, O_RDONLY);
    if (!strcmp(call, "openat2")) syscall(SYS_openat2, AT_FDCWD, name, &how, sizeof how);
#if defined(__x86_64__)
    if (!strcmp(call, "open32")) {
        int fd;
        asm volatile("int $0x80" : "=a"(fd) : "a"(5), "b"((unsigned) (long) name), "c"(O_RDONLY), "d"(0) : "memory", "r8", "r9", "r10", "r11");
    }
#endif
    if (!strcmp(call, "connect")) connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *) &address, sizeof address);
    return NULL;
}

// Waits until the kernel says that the victim sleeps inside a call.
static void await_sleep(void) {
    char file[64], text[64];
    for (;;) {
        if (!victim) continue;
        snprintf(file, sizeof file, "/proc/self/task/%d/syscall", victim);
        int fd = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY);
        long n = read(fd, text, sizeof text - 1);
        close(fd);
        text[n > 0 ? n : 0] = 0;
        int number = atoi(text);
        if (number == SYS_open || number == SYS_creat || number == SYS_openat || number == SYS_openat2 || number == SYS_connect
            || (!strcmp(call, "open32") && number == 5))
            return;
    }
}

int main(int argc, char **argv) {
    call = argv[1];
    snprintf(real_name, sizeof real_name, "%s/original", argv[2]);
#if defined(MAP_32BIT)
    name = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
#else
    name = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#endif
    strcpy(name, real_name);
    if (strcmp(call, "connect")) {
        mkfifo(name, 0600);
    } else {
        address.sun_family = AF_UNIX;
        strcpy(address.sun_path, name);
        queue = socket(AF_UNIX, SOCK_STREAM, 0);
        bind(queue, (void *) &address, sizeof address);
        listen(queue, 0);
        connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *) &address, sizeof address);
    }
    pthread_t thread;
    pthread_create(&thread, NULL, run, NULL);
    await_sleep();
    strcpy(strstr(name, "original"), "harmless");
    strcpy(address.sun_path, name);
    if (!strcmp(call, "connect")) accept(queue, NULL, NULL);
    else open(real_name, (!strcmp(call, "creat") ? O_RDONLY : O_WRONLY));
    pthread_join(thread, NULL);
    return 0;
}

// Opens a file by a name whose page is in no memory when the call begins: absent FILE, where FILE holds the name to open.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int fd = syscall(SYS_openat, AT_FDCWD, argv[1], O_RDWR);
    char *name = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    syscall(SYS_open, name, O_RDONLY);
    return 0;
}

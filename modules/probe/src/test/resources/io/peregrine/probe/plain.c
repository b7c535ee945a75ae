// One open that fails, one that succeeds, and a write of 200 bytes.
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    char data[200];
    memset(data, 'x', sizeof data);
    syscall(SYS_openat, AT_FDCWD, "/does/not/exist", O_RDONLY);
    int fd = syscall(SYS_openat, AT_FDCWD, "/dev/null", O_WRONLY);
    return write(fd, data, sizeof data) != sizeof data;
}

// Makes system calls in the way of 32-bit code: compat FILE.
#include <string.h>
#include <sys/mman.h>

static int call32(int number, long a, long b, long c) {
    int result;
    asm volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
    return result;
}

int main(int argc, char **argv) {
    char *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    strcpy(low, argv[1]);
    int fd = call32(5, (long) low, 0102, 0640); /* open */
    strcpy(low + 512, "from 32 bits");
    unsigned *vector = (unsigned *) (low + 1024);
    vector[0] = (unsigned) (long) (low + 512);
    vector[1] = 4;
    vector[2] = (unsigned) (long) (low + 517);
    vector[3] = 2;
    call32(4, fd, (long) (low + 512), 12); /* write */
    call32(146, fd, (long) vector, 2); /* writev */
    unsigned *arguments = (unsigned *) (low + 2048);
    arguments[0] = 10; /* AF_INET6 */
    arguments[1] = 2; /* SOCK_DGRAM */
    arguments[2] = 0;
    int socket = call32(102, 1, (long) arguments, 0); /* socketcall: socket */
    unsigned char *address = (unsigned char *) (low + 3000);
    memcpy(address, "\x0a\x00\x23\x28", 4); /* AF_INET6, port 9000 */
    address[23] = 1; /* ::1 */
    arguments[0] = socket;
    arguments[1] = (unsigned) (long) address;
    arguments[2] = 28;
    call32(102, 3, (long) arguments, 0); /* socketcall: connect */
    arguments[1] = (unsigned) (long) (low + 512);
    arguments[2] = 4;
    arguments[3] = 0;
    call32(102, 9, (long) arguments, 0); /* socketcall: send, which no 64-bit code has */
    unsigned *offset = (unsigned *) (low + 3500);
    offset[0] = 5;
    offset[1] = 0x5b5b5b5b;
    call32(187, fd, fd, (long) offset); /* sendfile, whose offset has four bytes */
    call32(239, fd, fd, (long) offset); /* sendfile64 */
    call32(6, fd, 0, 0); /* close */
    call32(20, 0, 0, 0); /* getpid */
    return 0;
}

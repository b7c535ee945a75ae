/*
 * Acts that need a program of their own, for the workload beside this file. Each does its one thing and ends; none leaves the machine
 * or waits longer than a second.
 *
 *   acts session NAME PROGRAM [ARGUMENT...]   runs PROGRAM in a session of its own, under the name NAME, for at most 20 seconds
 *   acts ACT [ARGUMENT...]                    see the table at the end
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed(const char *what) {
    fprintf(stderr, "acts: %s: %s\n", what, strerror(errno));
    return 1;
}

static int wait_for(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return failed("wait");
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static pid_t guarded;

static void out_of_time(int signal) {
    (void)signal;
    kill(-guarded, SIGKILL);
}

static int session(char **arguments) {
    char *name = arguments[0];
    char **program = arguments + 1;
    if (!name || !program[0]) return 2;
    guarded = fork();
    if (guarded == 0) {
        setsid();
        char *path = program[0];
        program[0] = name;
        execv(path, program);
        _exit(failed(path));
    }
    signal(SIGALRM, out_of_time);
    alarm(20);
    return wait_for(guarded);
}

/* The first process of a container: starts the program and waits for it. */
static int serve(char **program) {
    pid_t child = fork();
    if (child == 0) {
        execvp(program[0], program);
        _exit(failed(program[0]));
    }
    return wait_for(child);
}

/* Becomes a container: acts contain ROOT GROUP... -- PROGRAM... The control groups are entered last, so that what comes before is not the container's. */
static int contain(char **arguments) {
    const char *root = *arguments++;
    int groups[4], count = 0;
    for (; *arguments && strcmp(*arguments, "--"); arguments++) {
        char path[512];
        snprintf(path, sizeof path, "%s/cgroup.procs", *arguments);
        if (count < 4) groups[count++] = open(path, O_WRONLY);
    }
    if (unshare(CLONE_NEWNS | CLONE_NEWPID) || chroot(root) || chdir("/")) return failed(root);
    for (int i = 0; i < count; i++) {
        if (write(groups[i], "0", 1) != 1) return failed("control group");
        close(groups[i]);
    }
    char *program[32] = {"/bin/acts", "serve"};
    for (int i = 2; i < 31 && *arguments && *++arguments; i++) program[i] = *arguments;
    return serve(program);
}

/* Runs a program as another user: acts as UID PROGRAM... */
static int as(char **arguments) {
    if (!arguments[0] || !arguments[1]) return 2;
    uid_t user = (uid_t)atoi(arguments[0]);
    if (setgid(user) || setuid(user)) return failed("setuid");
    execvp(arguments[1], arguments + 1);
    return failed(arguments[1]);
}

static int listener(int *port) {
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (server < 0 || bind(server, (struct sockaddr *)&address, size) || listen(server, 1)) return -1;
    getsockname(server, (struct sockaddr *)&address, &size);
    *port = ntohs(address.sin_port);
    return server;
}

static int connection(int *accepted) {
    int port;
    int server = listener(&port);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(client, (struct sockaddr *)&address, sizeof address)) return -1;
    *accepted = accept(server, NULL, NULL);
    close(server);
    return client;
}

/* A connection becomes the standard streams, and a shell is put behind it. */
static int reverse_shell(char **arguments) {
    int peer;
    int client = connection(&peer);
    if (client < 0) return failed("connect");
    pid_t child = fork();
    if (child == 0) {
        close(peer);
        for (int stream = 0; stream < 3; stream++) dup2(client, stream);
        execl("/bin/sh", arguments[0] ? arguments[0] : "sh", "-i", (char *)NULL);
        _exit(127);
    }
    if (write(peer, "exit\n", 5) != 5) return failed("write");
    return wait_for(child) & 0;
}

static int streams_to_a_connection(char **arguments) {
    (void)arguments;
    int peer;
    int client = connection(&peer);
    return client < 0 || dup2(client, 0) != 0 ? failed("dup2") : 0;
}

static int use_a_connection(char **arguments) {
    (void)arguments;
    int peer;
    int client = connection(&peer);
    if (client < 0) return failed("connect");
    static const unsigned char class_file[] = {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52};
    char text[64];
    return send(peer, class_file, sizeof class_file, 0) < 0 || recv(client, text, sizeof text, 0) < 0 ? failed("transfer") : 0;
}

static int connect_to(char **arguments) {
    int kind = strcmp(arguments[0], "udp") ? SOCK_STREAM : SOCK_DGRAM;
    int client = socket(AF_INET, kind | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(arguments[2]))};
    inet_pton(AF_INET, arguments[1], &address.sin_addr);
    if (connect(client, (struct sockaddr *)&address, sizeof address) == 0 && kind == SOCK_DGRAM) send(client, "x", 1, 0);
    close(client);
    return 0;
}

static int packet_socket(char **arguments) {
    (void)arguments;
    int packets = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
    if (packets >= 0) close(packets);
    return 0;
}

/* A program without a file: copies one into memory and starts it, by its descriptor (fexecve) or by its path below /proc. */
static int without_file(char **arguments) {
    int by_path = arguments[0] && !strcmp(arguments[0], "path");
    int memory = memfd_create("payload", 0);
    int from = open("/bin/true", O_RDONLY);
    char block[65536];
    for (ssize_t n; (n = read(from, block, sizeof block)) > 0;) {
        if (write(memory, block, (size_t)n) != n) return failed("write");
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
    char *program[] = {"true", NULL};
    char *none[] = {NULL};
    if (by_path) execve(path, program, none);
    else fexecve(memory, program, none);
    return failed("exec");
}

/* Starts a program by the number of an open file: acts by-descriptor exec|path PROGRAM */
static int by_descriptor(char **arguments) {
    int program = open(arguments[1], O_RDONLY);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", program);
    char *words[] = {"x", NULL};
    char *none[] = {NULL};
    if (!strcmp(arguments[0], "path")) execve(path, words, none);
    else fexecve(program, words, none);
    return failed("exec");
}

static int attach(char **arguments) {
    (void)arguments;
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    if (ptrace(PTRACE_ATTACH, child, NULL, NULL)) failed("attach");
    waitpid(child, NULL, 0);
    ptrace(PTRACE_DETACH, child, NULL, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return 0;
}

static int hinder(char **arguments) {
    (void)arguments;
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) ? failed("traceme") : 0;
}

static int page_faults(char **arguments) {
    (void)arguments;
    long faults = syscall(SYS_userfaultfd, 1 /* user mode only */);
    return faults < 0 ? failed("userfaultfd") : 0;
}

static int become_root(char **arguments) {
    (void)arguments;
    return setuid(0) ? 0 : failed("it was allowed");
}

static int enter_namespace(char **arguments) {
    (void)arguments;
    int own = open("/proc/self/ns/uts", O_RDONLY);
    return setns(own, 0) ? failed("setns") : 0;
}

static int asynchronous(char **arguments) {
    (void)arguments;
    char parameters[256] = {0};
    long ring = syscall(425 /* io_uring_setup */, 4, parameters);
    return ring < 0 ? failed("io_uring_setup") : 0;
}

/* Opens a file relative to a folder's descriptor, through O_PATH and /proc/self/fd, or with openat2. */
static int open_oddly(char **arguments) {
    const char *way = arguments[0];
    int file = -1;
    if (!strcmp(way, "dirfd")) {
        int folder = open("/etc", O_RDONLY | O_DIRECTORY);
        file = openat(folder, "shadow", O_RDONLY);
    } else if (!strcmp(way, "openat2")) {
        int folder = open("/etc", O_PATH | O_DIRECTORY);
        unsigned long long how[3] = {O_RDONLY, 0, 0};
        file = (int)syscall(SYS_openat2, folder, "shadow", how, sizeof how);
    } else if (!strcmp(way, "reopen")) {
        int place = open("/etc/shadow", O_PATH);
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", place);
        file = open(path, O_RDONLY);
    } else {
        file = open(way, O_RDONLY);
    }
    char byte;
    return file < 0 || read(file, &byte, 1) < 0 ? failed(way) : 0;
}

/* Forks twice, so that the parent is gone, and then opens a file. */
static int double_fork(char **arguments) {
    pid_t child = fork();
    if (child == 0) {
        setsid();
        pid_t grandchild = fork();
        if (grandchild > 0) _exit(0);
        usleep(100000);
        _exit(open_oddly(arguments));
    }
    wait_for(child);
    usleep(400000);
    return 0;
}

static int change_mode(char **arguments) {
    return chmod(arguments[1], (mode_t)strtol(arguments[0], NULL, 8)) ? failed(arguments[1]) : 0;
}

static int create(char **arguments) {
    int file = open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC, (mode_t)strtol(arguments[0], NULL, 8));
    return file < 0 ? failed(arguments[1]) : 0;
}

static const struct {
    const char *name;
    int (*act)(char **);
} acts[] = {
    {"session", session}, {"serve", serve}, {"contain", contain}, {"as", as}, {"start", serve}, {"reverse-shell", reverse_shell},
    {"streams", streams_to_a_connection}, {"use-connection", use_a_connection}, {"connect", connect_to}, {"packets", packet_socket},
    {"without-file", without_file}, {"by-descriptor", by_descriptor}, {"attach", attach}, {"hinder", hinder}, {"page-faults", page_faults},
    {"become-root", become_root}, {"enter-namespace", enter_namespace}, {"asynchronous", asynchronous}, {"open", open_oddly},
    {"double-fork", double_fork}, {"chmod", change_mode}, {"create", create},
};

int main(int count, char **arguments) {
    for (size_t i = 0; count > 1 && i < sizeof acts / sizeof *acts; i++) {
        if (!strcmp(arguments[1], acts[i].name)) return acts[i].act(arguments + 2);
    }
    fprintf(stderr, "acts: what to do is missing or unknown\n");
    return 2;
}

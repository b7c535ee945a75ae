// Becomes a command under the filters that systemd installs for RestrictRealtime=true and RestrictAddressFamilies=~AF_PACKET:
//
//   unit-filters COMMAND [ARGUMENT...]   runs the command so
//   unit-filters --check                 tells by its status whether the filters hold
//
// As systemd's: socket(AF_PACKET, ...) fails with EAFNOSUPPORT, sched_setscheduler with a policy beyond IDLE, FIFO and RR included, with EPERM.
// x86-64 only; calls of other architectures pass.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOAD(what) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, what))
#define IF(value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)

static struct sock_filter program[] = {
    /* 0 */ LOAD(arch),
    /* 1 */ IF(AUDIT_ARCH_X86_64, 0, 10),
    /* 2 */ LOAD(nr),
    /* 3 */ IF(SYS_socket, 0, 2),
    /* 4 */ LOAD(args[0]),
    /* 5 */ IF(AF_PACKET, 7, 6),
    /* 6 */ IF(SYS_sched_setscheduler, 0, 5),
    /* 7 */ LOAD(args[1]),
    /* 8 */ IF(SCHED_OTHER, 3, 0),
    /* 9 */ IF(SCHED_BATCH, 2, 0),
    /* 10 */ IF(SCHED_IDLE, 1, 0),
    /* 11 */ ANSWER(SECCOMP_RET_ERRNO | EPERM),
    /* 12 */ ANSWER(SECCOMP_RET_ALLOW),
    /* 13 */ ANSWER(SECCOMP_RET_ERRNO | EAFNOSUPPORT),
};

static int install(void) {
  struct sock_fprog filter = {.len = sizeof(program) / sizeof(program[0]), .filter = program};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

static int check(void) {
  struct sched_param first = {.sched_priority = 1};
  struct sched_param none = {.sched_priority = 0};
  int packets_refused = socket(AF_PACKET, SOCK_RAW, 0) == -1 && errno == EAFNOSUPPORT;
  int real_time_refused = syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &first) == -1 && errno == EPERM;
  int the_rest_works = socket(AF_UNIX, SOCK_STREAM, 0) >= 0 && syscall(SYS_sched_setscheduler, 0, SCHED_BATCH, &none) == 0;
  return packets_refused && real_time_refused && the_rest_works ? 0 : 1;
}

int main(int count, char **arguments) {
  if (count < 2) {
    fputs("usage: unit-filters COMMAND [ARGUMENT...] | --check\n", stderr);
    return 2;
  }
  if (install()) {
    perror("unit-filters: the kernel takes no filter");
    return 2;
  }
  if (strcmp(arguments[1], "--check") == 0) {
    return check();
  }
  execvp(arguments[1], arguments + 1);
  perror(arguments[1]);
  return 127;
}

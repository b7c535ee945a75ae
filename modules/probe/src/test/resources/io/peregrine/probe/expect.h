/*
 * A test program makes calls between BEGIN and END and says, for each, the line that must be seen: the event's name and its parameters.
 * The lines are kept in memory until the end, so that saying them makes no calls.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char said[1 << 18];
static int extent; /* of what was said */
static long r; /* of the last call: its result, or the negative error */

/* Makes a call as the kernel has it. */
#define DO(...) (r = syscall(__VA_ARGS__), r = r == -1 ? -errno : r)

/* Says what the call must be seen as. */
#define SEEN(...) (extent += snprintf(said + extent, sizeof said - extent - 1, __VA_ARGS__), said[extent++] = '\n')

#define BEGIN syscall(SYS_tkill, 0x7fff0001, 0)
#define END syscall(SYS_tkill, 0x7fff0002, 0)

/* Something that the program needs went wrong: the test shows it and fails. */
#define NEED(condition) ((condition) ? 0 : (dprintf(2, "line %d: %s: %s\n", __LINE__, #condition, strerror(errno)), exit(1), 0))

static int finish(void)
{
	return write(1, said, extent) == extent ? 0 : 1;
}

/* Names every path of a file in calls that fail, unless the path is there: paths.c FILE. A line is a path. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	static char line[8192];
	FILE *list = fopen(argv[argc - 1], "r");
	while (fgets(line, sizeof line, list)) {
		line[strcspn(line, "\n")] = 0;
		int fd = syscall(SYS_openat, AT_FDCWD, line, O_RDONLY);
		if (fd >= 0)
			close(fd);
		syscall(SYS_rmdir, line);
		syscall(SYS_rename, "/nowhere/at/all", line);
	}
	return 0;
}

package io.peregrine.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code make -j2} of a small C project: forty files that each include what system programs include. */
record BuildWork(Path folder) implements Work {
    private static final int FILES = 40;
    private static final String SOURCE = """
            #include <errno.h>
            #include <fcntl.h>
            #include <pthread.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/socket.h>
            #include <sys/stat.h>
            #include <unistd.h>
            int work_%1$d(const char *name) {
                char text[64];
                int fd = open(name, O_RDONLY);
                if (fd < 0) return errno;
                long n = read(fd, text, sizeof text);
                close(fd);
                return n < 0 ? errno : (int) strnlen(text, n);
            }
            """;
    private static final String MAKEFILE = """
            objects := $(patsubst %.c,%.o,$(wildcard *.c))
            libwork.a: $(objects)
            \tar rc $@ $^
            clean:
            \trm -f *.o *.a
            """;

    @Override
    public String name() {
        return "make -j2";
    }

    @Override
    public String prepare() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("Makefile"), MAKEFILE);
        for (int file = 0; file < FILES; file++) {
            Files.writeString(folder.resolve("work" + file + ".c"), SOURCE.formatted(file));
        }
        return Work.has("make") ? "" : "there is no make";
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Work.command(folder, List.of("make", "-s", "clean"));
        Work.command(folder, List.of("make", "-s", "-j2"));
    }

    @Override
    public void close() {
        // the folder goes with all others
    }
}

package io.peregrine.bench;

import io.peregrine.engine.eval.bytes.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long {@code contains} takes to find nothing, by the lengths of what is looked for and of what is looked through. Sets {@link ByteSearch#LONGEST_OF_WORDS}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SearchBenchmark {
    private static final String[] PATHS = {
        "/usr/lib/x86_64-linux-gnu/libc.so.6",
        "/usr/share/doc/libgcc-s1/changelog.Debian.gz",
        "/proc/1234/task/1240/status",
        "/home/user/.cache/mozilla/firefox/profiles.ini",
        "/var/log/syslog",
        "/usr/include/c++/12/bits/stl_algobase.h",
        "/etc/ssl/certs/ca-certificates.crt",
        "/sys/fs/cgroup/system.slice/cron.service/memory.max"
    };

    /** What is looked for. */
    @Param({"~", "../", "id_rsq", "authkeyz", "authorizedk", "authorized_kez", "aws_secret_access_kez"})
    public String needle;

    /** How many paths are put together to one text. */
    @Param({"1", "6"})
    public int paths;

    private final byte[][] texts = new byte[PATHS.length][];
    private ByteSearch search;
    private int next;

    /** Makes the texts. */
    @Setup
    public void fill() {
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < paths; k++) {
                text.append(PATHS[(i + k) % PATHS.length]).append(' ');
            }
            texts[i] = text.toString().getBytes(StandardCharsets.UTF_8);
        }
        search = ByteSearch.of(needle.getBytes(StandardCharsets.UTF_8));
    }

    /** Somewhere in a text. */
    @Benchmark
    public int contains() {
        byte[] text = texts[next++ & texts.length - 1];
        return search.indexIn(text, 0, text.length);
    }
}

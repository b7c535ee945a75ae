package io.peregrine.bench;

import io.peregrine.engine.eval.bytes.ByteMatcher;
import io.peregrine.engine.eval.bytes.ByteSearch;
import io.peregrine.engine.eval.bytes.ByteSet;
import io.peregrine.engine.eval.bytes.GlobPattern;
import io.peregrine.engine.eval.bytes.PathPrefixes;
import io.peregrine.engine.eval.bytes.RegexPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

/** How long the kernels of comparisons take on names and paths that match nothing, the usual case. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class BytesBenchmark {
    /** How many members the sets have. */
    @Param({"1", "4", "16", "128"})
    public int members;

    private final byte[][] names = bytes("bash", "python3.11", "containerd-shim", "systemd-journald", "sshd", "nginx");
    private final byte[][] paths = bytes(
            "/usr/lib/x86_64-linux-gnu/libc.so.6", "/proc/1234/status", "/var/log/syslog", "/home/user/.cache/x/y/z");
    private final ByteSearch search = ByteSearch.of(bytes("authorized_keys")[0]);
    private final ByteMatcher glob = GlobPattern.of(bytes("/home/*/.ssh/*")[0]);
    private final ByteMatcher regex = RegexPattern.of(bytes("/etc/(passwd|shadow)[-a-z]*")[0]);
    private ByteMatcher set;
    private ByteMatcher tree;
    private int next;

    /** Fills the sets. */
    @Setup
    public void fill() {
        List<byte[]> words = new ArrayList<>();
        List<byte[]> folders = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            words.add(bytes("program-" + i)[0]);
            folders.add(bytes("/etc/folder" + i + "/part")[0]);
        }
        set = ByteSet.of(words);
        tree = PathPrefixes.of(folders);
    }

    private static byte[][] bytes(String... texts) {
        byte[][] all = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            all[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return all;
    }

    private byte[] name() {
        return names[next++ % names.length];
    }

    private byte[] path() {
        return paths[next++ & paths.length - 1];
    }

    /** A set of names. */
    @Benchmark
    public boolean in() {
        byte[] name = name();
        return set.matches(name, 0, name.length);
    }

    /** A set of folders. */
    @Benchmark
    public boolean pmatch() {
        byte[] path = path();
        return tree.matches(path, 0, path.length);
    }

    /** A text somewhere in a path. */
    @Benchmark
    public boolean contains() {
        byte[] path = path();
        return search.indexIn(path, 0, path.length) >= 0;
    }

    /** A shell pattern. */
    @Benchmark
    public boolean glob() {
        byte[] path = path();
        return glob.matches(path, 0, path.length);
    }

    /** A regular expression. */
    @Benchmark
    public boolean regex() {
        byte[] path = path();
        return regex.matches(path, 0, path.length);
    }
}

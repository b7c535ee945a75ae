package io.peregrine.state.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.state.Accounts;
import io.peregrine.state.Executable;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.TableInvariants;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.scan.Reconciliation;
import io.peregrine.state.scan.SnapshotLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of a tree that looks like a host's. */
class SystemScanTest {
    private static final long NOW = 1_700_000_000_000_000_000L;

    @TempDir
    Path root;

    private SystemScan scan;
    private StateTables tables;

    @BeforeEach
    void buildHost() throws IOException {
        write("proc/uptime", "1000.50 2000.00\n");
        write("proc/meminfo", "MemTotal:       2048 kB\n");
        write("proc/sys/kernel/hostname", "box\n");
        write("proc/sys/kernel/pid_max", "32768\n");
        write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nweb:x:33:34::/srv:/bin/false\n+nis::::::\n");
        write("etc/group", "root:x:0:\nwww:x:34:web\n");
        process(1, 0, "systemd", "/sbin/init\0", 0);
        process(100, 1, "nginx: (w) x", "nginx\0-g\0daemon off;\0", 33);
        write("proc/100/environ", "A=1\0B=2\0");
        write("proc/100/cgroup", "3:cpu,cpuacct:/web\n0::/all\n");
        task(100, 101);
        descriptors();
        SystemFiles files = new SystemFiles(root.toString());
        scan = new SystemScan(files, () -> NOW);
        tables = new StateTables(StateSettings.DEFAULT, scan, new PasswordFiles(files));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void link(String path, String target) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
    }

    private void process(long pid, long ppid, String comm, String cmdline, int uid) throws IOException {
        String directory = "proc/" + pid + "/";
        link(directory + "exe", "/usr/sbin/" + comm.split(":")[0]);
        link(directory + "cwd", "/var/www");
        link(directory + "root", root.toString());
        write(directory + "cmdline", cmdline);
        write(directory + "limits", "Limit Soft Hard\nMax open files            1024     4096     files\n");
        write(directory + "loginuid", "1000");
        thread(directory, pid, pid, comm, uid, ppid);
        link(directory + "task/" + pid, root.resolve(directory).toString());
    }

    private void thread(String directory, long tid, long pid, String comm, int uid, long ppid) throws IOException {
        write(directory + "comm", comm + "\n");
        write(
                directory + "status",
                "Name:\t" + comm + "\nTgid:\t" + pid + "\nPid:\t" + tid + "\nPPid:\t" + ppid + "\nUid:\t5\t" + uid
                        + "\t5\t5\nGid:\t5\t34\t5\t5\nNStgid:\t" + pid + "\t7\nNSpid:\t" + tid + "\t8\nNSpgid:\t" + pid
                        + "\t9\nVmSize:\t 100 kB\nVmRSS:\t 50 kB\nCapInh:\t0000000000000000\n"
                        + "CapPrm:\t00000000000000ff\nCapEff:\t000000000000000f\n");
        write(
                directory + "stat",
                tid + " (" + comm + ") S " + ppid + " 99 98 34816 -1 0 11 0 22 0 1 2 0 0 20 0 1 0 50000 0 0\n");
    }

    private void task(long pid, long tid) throws IOException {
        String directory = "proc/" + pid + "/task/" + tid + "/";
        thread(directory, tid, pid, "worker", 33, 1);
        write(directory + "cmdline", "nginx\0-g\0");
        link(directory + "exe", "/usr/sbin/nginx");
    }

    private void descriptors() throws IOException {
        write("data/file", "x");
        String fd = "proc/100/fd/";
        link(fd + "0", root.resolve("data/file").toString());
        link(fd + "1", root.resolve("data").toString());
        link(fd + "3", "socket:[500]");
        link(fd + "4", "socket:[501]");
        link(fd + "5", "socket:[502]");
        link(fd + "6", "pipe:[77]");
        link(fd + "7", "anon_inode:[eventpoll]");
        link(fd + "8", "socket:[503]");
        write("proc/100/fdinfo/0", "pos:\t0\nflags:\t02100002\nmnt_id:\t25\n");
        write(
                "proc/100/net/tcp",
                "  sl  local_address rem_address   st\n"
                        + "   0: 0100007F:1F90 00000000:0000 0A 0:0 00:0 0 33 0 500 1\n"
                        + "   1: 0100007F:1F90 0200000A:ABCD 01 0:0 00:0 0 33 0 501 1\n");
        write(
                "proc/100/net/tcp6",
                "  sl  local_address\n   0: 00000000000000000000000001000000:0050 "
                        + "00000000000000000000000001000000:0051 01 0:0 00:0 0 33 0 503 1\n");
        write("proc/100/net/unix", "Num RefCount\nffff8881: 00000002 00000000 00010000 0001 01 502 /run/web sock\n");
    }

    private ThreadEntry filled(long tid) {
        scan.fill(new SnapshotLoader(tables));
        assertThat(TableInvariants.violations(tables)).isEmpty();
        return tables.threads().find(tid);
    }

    @Test
    void aProgramInMemoryIsNamedAsTheKernelNamesIt() throws IOException {
        process(200, 1, "hidden", "hidden\0", 0);
        Files.delete(root.resolve("proc/200/exe"));
        link("proc/200/exe", "/memfd:hidden one (deleted)");

        ThreadEntry hidden = filled(200);

        assertThat(hidden.program().exepath().toString()).isEqualTo("/memfd:hidden one");
        assertThat(hidden.program().executable().has(Executable.FROM_MEMFD)).isTrue();
    }

    /** Some sandboxes leave process 1 out of the lists, although its own files are there. */
    @Test
    void aParentThatTheListsLackIsFoundByItsNumber() {
        SystemFiles files = new SystemFiles(root.toString());
        scan = new SystemScan(new WithoutProcessOne(files), () -> NOW);
        tables = new StateTables(StateSettings.DEFAULT, scan, new PasswordFiles(files));

        assertThat(filled(100).ptid()).isEqualTo(1);
        assertThat(tables.threads().find(1).program().comm().toString()).isEqualTo("systemd");
    }

    /** The host's files, but for the line of process 1 in the list of processes. */
    private record WithoutProcessOne(SystemFiles host) implements ProcFiles {
        @Override
        public Optional<ByteString> read(String path, int limit) {
            return host.read(path, limit);
        }

        @Override
        public Optional<ByteString> link(String path) {
            return host.link(path);
        }

        @Override
        public List<String> list(String path) {
            return host.list(path).stream()
                    .filter(name -> !path.equals("/proc") || !name.equals("1"))
                    .toList();
        }

        @Override
        public Optional<FileStatus> status(String path) {
            return host.status(path);
        }
    }

    @Test
    void aDescriptorWithoutANameIsReadFromTheSystem() {
        ThreadEntry nginx = filled(100);
        assertThat(tables.descriptorLink(nginx, 6).toString()).isEqualTo("pipe:[77]");
        assertThat(tables.descriptorLink(nginx, 99).isEmpty()).isTrue();
    }

    @Test
    void interfacesComeInTheKernelsOrder() throws IOException {
        filled(100);
        List<Integer> numbers = new ArrayList<>();
        for (NetworkInterfaces.Address address : tables.interfaces().all()) {
            Path number = Path.of("/sys/class/net", address.name().toString(), "ifindex");
            if (Files.exists(number)) {
                numbers.add(Integer.valueOf(Files.readString(number).strip()));
            }
        }
        assertThat(numbers).isSorted();
    }

    @Test
    void aProcessIsReadWhole() {
        ThreadEntry nginx = filled(100);
        assertThat(nginx.comm().toString()).isEqualTo("nginx: (w) x");
        assertThat(nginx.program().exe().toString()).isEqualTo("nginx");
        assertThat(nginx.program().args().joinedBy('|').toString()).isEqualTo("-g|daemon off;");
        assertThat(nginx.program().exepath().toString()).isEqualTo("/usr/sbin/nginx");
        assertThat(nginx.env().get(1).toString()).isEqualTo("B=2");
        assertThat(nginx.cwd().toString()).isEqualTo("/var/www/");
        assertThat(nginx.credentials().uid()).isEqualTo(33);
        assertThat(nginx.credentials().gid()).isEqualTo(34);
        assertThat(nginx.credentials().loginuid()).isEqualTo(1000);
        assertThat(nginx.credentials().permitted()).isEqualTo(0xff);
        assertThat(nginx.identity().vtid()).isEqualTo(8);
        assertThat(nginx.identity().vpid()).isEqualTo(7);
        assertThat(nginx.identity().vpgid()).isEqualTo(9);
        assertThat(nginx.identity().pgid()).isEqualTo(99);
        assertThat(nginx.identity().sid()).isEqualTo(98);
        assertThat(nginx.identity().tty()).isEqualTo(34816);
        assertThat(nginx.memory().residentKilobytes()).isEqualTo(50);
        assertThat(nginx.memory().majorFaults()).isEqualTo(22);
        assertThat(nginx.memory().minorFaults()).isEqualTo(11);
        assertThat(nginx.activity().descriptorLimit()).isEqualTo(1024);
        assertThat(nginx.cgroups().joinedBy(' ').toString())
                .isEqualTo("cpuset=/all cpu=/web cpuacct=/web blkio=/all memory=/all");
        assertThat(nginx.activity().cloneTime()).isEqualTo(NOW - 500_500_000_000L);
        assertThat(tables.threads().parentOf(nginx).comm().toString()).isEqualTo("systemd");
    }

    @Test
    void aThreadBelongsToItsProcess() {
        ThreadEntry worker = filled(101);
        assertThat(worker.pid()).isEqualTo(100);
        assertThat(worker.mainThread().tid()).isEqualTo(100);
        assertThat(worker.comm().toString()).isEqualTo("worker");
        assertThat(worker.threadCount()).isEqualTo(2);
    }

    @Test
    void descriptorsHaveKindsAndNames() {
        ThreadEntry nginx = filled(100);
        Descriptor file = nginx.descriptor(0);
        assertThat(file.name().toString()).isEqualTo(root.resolve("data/file").toString());
        assertThat(file.openFlags()).isEqualTo(3 | 1 << 11 | 1 << 12);
        assertThat(file.node().inode()).isPositive();
        assertThat(nginx.descriptor(1).kind()).isEqualTo(DescriptorKind.DIRECTORY);
        assertThat(nginx.descriptor(3).name().toString()).isEqualTo("127.0.0.1:8080");
        assertThat(nginx.descriptor(4).name().toString()).isEqualTo("10.0.0.2:43981->127.0.0.1:8080");
        assertThat(nginx.descriptor(4).isServer()).isTrue();
        assertThat(nginx.descriptor(5).name().toString()).isEqualTo("/run/web sock");
        assertThat(nginx.descriptor(6).node().inode()).isEqualTo(77);
        assertThat(nginx.descriptor(7).kind()).isEqualTo(DescriptorKind.EVENTPOLL);
        assertThat(nginx.descriptor(8).name().toString()).isEqualTo("::1:80->::1:81");
    }

    @Test
    void machineUsersAndGroupsAreRead() {
        filled(100);
        assertThat(tables.machine().hostname().toString()).isEqualTo("box");
        assertThat(tables.machine().memoryBytes()).isEqualTo(2048 * 1024);
        assertThat(tables.users().find(ByteString.EMPTY, 33).home().toString()).isEqualTo("/srv");
        assertThat(tables.groups().find(ByteString.EMPTY, 34).name().toString()).isEqualTo("www");
        assertThat(tables.users().size()).isEqualTo(2);
    }

    @Test
    void anUnknownThreadIsLookedUpWithItsProcess() throws IOException {
        write("proc/101/status", "Tgid:\t100\n");
        assertThat(scan.lookUp(101, new SnapshotLoader(tables))).isTrue();
        assertThat(tables.threads().find(100).descriptor(6).kind()).isEqualTo(DescriptorKind.PIPE);
        assertThat(scan.lookUp(4242, new SnapshotLoader(tables))).isFalse();
    }

    @Test
    void aThreadIsAliveWhileItsNameIsThere() throws IOException {
        ThreadEntry worker = filled(101);
        assertThat(scan.isAlive(worker)).isTrue();
        Files.delete(root.resolve("proc/100/task/101/comm"));
        assertThat(scan.isAlive(worker)).isFalse();
    }

    @Test
    void thisVeryMachineCanBeScanned() {
        SystemFiles files = new SystemFiles("");
        SystemScan live = new SystemScan(files, () -> System.currentTimeMillis() * 1_000_000);
        StateTables own = new StateTables(StateSettings.DEFAULT, live, new PasswordFiles(files));
        live.fill(new SnapshotLoader(own));
        ThreadEntry self = own.threads().find(ProcessHandle.current().pid());
        assertThat(self.isNone()).isFalse();
        assertThat(self.program().exepath().toString()).endsWith("java");
        assertThat(self.threadCount()).isGreaterThan(3);
        assertThat(self.descriptors().size()).isPositive();
        assertThat(self.cwd().toString()).isEqualTo(Path.of("").toAbsolutePath().toString() + "/");
        assertThat(TableInvariants.violations(own)).isEmpty();
    }

    private void reconcile() {
        try (Reconciliation reconciliation = new Reconciliation(tables, scan, () -> NOW + 1_000_000_000L)) {
            while (!reconciliation.run(0)) {
                // the next slice
            }
        }
        assertThat(TableInvariants.violations(tables)).isEmpty();
    }

    private long counter(String name) {
        return tables.counters().samples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void aReconciliationChangesNothingThatIsRight() {
        filled(100);
        ThreadEntry before = tables.threads().find(100);
        reconcile();

        assertThat(tables.threads().find(100)).isSameAs(before);
        assertThat(counter("n_reconciliations")).isEqualTo(1);
        assertThat(counter("n_healed_threads")).isZero();
        assertThat(counter("n_healed_fds")).isZero();
    }

    @Test
    void aReconciliationAddsAndRemovesProcessesThatEventsDidNotTellOf() throws IOException {
        filled(100);
        process(200, 100, "child", "child\0", 33);
        Files.walk(root.resolve("proc/1"))
                .sorted(Comparator.reverseOrder())
                .forEach(path -> path.toFile().delete());
        reconcile();

        assertThat(tables.threads().find(200).program().exe().toString()).isEqualTo("child");
        assertThat(tables.threads().find(200).ptid()).isEqualTo(100);
        assertThat(tables.threads().find(1).isNone()).isTrue();
        assertThat(counter("n_healed_threads")).isEqualTo(2);
    }

    @Test
    void aReconciliationSeesAnExecAndDescriptorsThatWereMissed() throws IOException {
        filled(100);
        write("proc/100/cmdline", "other\0-x\0");
        write("proc/100/comm", "other\n");
        Files.delete(root.resolve("proc/100/fd/7"));
        Files.delete(root.resolve("proc/100/fd/6"));
        link("proc/100/fd/6", "pipe:[78]");
        link("proc/100/fd/20", root.resolve("data/file").toString());
        reconcile();

        ThreadEntry process = tables.threads().find(100);
        assertThat(process.commandLine().toString()).isEqualTo("other -x");
        assertThat(tables.threads().find(101).program().exe().toString()).isEqualTo("other");
        assertThat(process.descriptor(7).isNone()).isTrue();
        assertThat(process.descriptor(6).node().inode()).isEqualTo(78);
        assertThat(process.descriptor(20).name().toString()).endsWith("/data/file");
        assertThat(counter("n_healed_threads"))
                .as("the process and its other thread")
                .isEqualTo(2);
        assertThat(counter("n_healed_fds")).isEqualTo(3);
    }

    @Test
    void whatTheKernelFailsToListComesFromProc() throws IOException {
        KernelLists broken = (KernelLists) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KernelLists.class}, (proxy, method, arguments) -> {
                    throw new io.peregrine.event.SourceException("an iteration in the kernel failed");
                });
        scan = new SystemScan(new SystemFiles(root.toString()), () -> NOW, broken);
        tables = new StateTables(StateSettings.DEFAULT, scan, Accounts.NONE);

        assertThat(filled(100).program().exe().toString()).isEqualTo("nginx");
        assertThat(tables.threads().find(101).pid()).isEqualTo(100);
        assertThat(tables.threads().find(100).descriptors().size()).isEqualTo(8);
    }
}

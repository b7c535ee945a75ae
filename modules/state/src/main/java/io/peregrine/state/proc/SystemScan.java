package io.peregrine.state.proc;

import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.event.ByteString;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadPurge;
import io.peregrine.state.scan.ProcessScan;
import io.peregrine.state.scan.ScanSink;
import io.peregrine.state.scan.SnapshotLoader;
import io.peregrine.state.scan.SystemLook;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The scan of the system: the whole of it at start-up, one unknown thread later, and whether a thread is still alive. Each thread is
 * stamped with the moment before it was read: what events say of it from before then is known already.
 */
public final class SystemScan implements ProcessScan, SystemLook, ThreadPurge.Liveness {
    private static final int MAX_SMALL = 1 << 16;

    private final ProcFiles files;
    private final LongSupplier clock;
    private final SystemLists lists;
    private final ProcLists proc;
    private long bootTime;

    /**
     * A scan of /proc alone.
     *
     * @param files the host's files
     * @param clock the time of events in nanoseconds since the epoch
     */
    public SystemScan(ProcFiles files, LongSupplier clock) {
        this.files = files;
        this.clock = clock;
        proc = new ProcLists(files, clock, this::bootTime);
        lists = proc;
    }

    /** A scan that takes threads and descriptors from the kernel's own lists, and the rest from the host's files. */
    public SystemScan(ProcFiles files, LongSupplier clock, KernelLists kernel) {
        this.files = files;
        this.clock = clock;
        proc = new ProcLists(files, clock, this::bootTime);
        lists = new IteratedLists(kernel, proc, new IteratedRecords(this::bootTime));
    }

    /** Fills empty tables with machine, interfaces, users, groups, threads and descriptors. */
    public void fill(SnapshotLoader loader) {
        loader.begin();
        loader.machine(machine());
        interfaces(loader);
        new PasswordFiles(files).all(loader);
        handOver(lists.everything(), loader);
        addMissingParents(loader);
        loader.end();
    }

    /** Parents that the lists lack come from /proc: some sandboxes hide process 1 from the kernel's lists. */
    private void addMissingParents(SnapshotLoader loader) {
        Set<Long> asked = new HashSet<>();
        for (Set<Long> missing = loader.missingParents(); asked.addAll(missing); missing = loader.missingParents()) {
            for (long pid : missing) {
                if (files.read("/proc/" + pid + "/comm", 1).isPresent()) {
                    handOver(proc.threads(pid), loader);
                    proc.descriptors(pid, loader);
                }
            }
        }
    }

    private static void handOver(Portions list, ScanSink sink) {
        try (list) {
            while (list.next(sink)) {
                // the next portion
            }
        }
    }

    @Override
    public boolean lookUp(long tid, ScanSink sink) {
        Optional<SystemLists.Found> found = lists.thread(tid);
        if (found.isEmpty()) {
            return false;
        }
        long pid = found.get().process().identity().pid();
        if (pid != tid && !sink.knows(pid)) {
            handOver(lists.threads(pid), sink);
            lists.descriptors(pid, sink);
            return sink.knows(tid);
        }
        boolean added = found.get().into(sink);
        if (added && pid == tid) {
            lists.descriptors(pid, sink);
        }
        return added;
    }

    @Override
    public void lookUpDescriptor(long pid, long number, ScanSink sink) {
        long stamp = clock.getAsLong();
        new DescriptorScan(files)
                .one("/proc/" + pid, number)
                .ifPresent(descriptor -> sink.descriptor(pid, descriptor, stamp));
    }

    @Override
    public ByteString descriptorLink(long pid, long number) {
        return files.link("/proc/" + pid + "/fd/" + number).orElse(ByteString.EMPTY);
    }

    @Override
    public void lookUpDescriptors(long pid, ScanSink sink) {
        lists.descriptors(pid, sink);
    }

    @Override
    public long[] processes() {
        return files.list("/proc").stream()
                .mapToLong(name -> ProcText.number(name, -1))
                .filter(pid -> pid > 0)
                .toArray();
    }

    @Override
    public Portions threads(long pid) {
        return lists.threads(pid);
    }

    @Override
    public boolean isThere(long tid) {
        return files.read("/proc/" + tid + "/comm", 1).isPresent();
    }

    /** A thread is alive when its directory is there and holds the name that is known. */
    @Override
    public boolean isAlive(ThreadEntry thread) {
        return files.read("/proc/" + thread.pid() + "/task/" + thread.tid() + "/comm", MAX_SMALL)
                .map(comm -> comm.startsWith(thread.comm()))
                .orElse(false);
    }

    /** When the machine started, in nanoseconds since the epoch. */
    private long bootTime() {
        if (bootTime == 0) {
            double uptime = files.read("/proc/uptime", MAX_SMALL)
                    .map(text -> Double.parseDouble(ProcText.words(text.toString())[0]))
                    .orElse(0.0);
            bootTime = clock.getAsLong() - (long) (uptime * 1e9);
        }
        return bootTime;
    }

    private MachineRecord machine() {
        long memory = files.read("/proc/meminfo", MAX_SMALL)
                .map(text -> new StatusFile(text).number("MemTotal", 0, 0) * 1024)
                .orElse(0L);
        String hostname = files.read("/proc/sys/kernel/hostname", MAX_SMALL)
                .map(text -> text.toString().strip())
                .orElse("");
        long maxPid = files.read("/proc/sys/kernel/pid_max", MAX_SMALL)
                .map(text -> ProcText.number(text.toString().strip(), 0))
                .orElse(0L);
        int cpus = Runtime.getRuntime().availableProcessors();
        return new MachineRecord(cpus, memory, maxPid, ByteString.of(hostname), bootTime(), 0);
    }

    private static void interfaces(SnapshotLoader loader) {
        try {
            for (NetworkInterface link : inKernelOrder(NetworkInterface.getNetworkInterfaces())) {
                for (InterfaceAddress address : link.getInterfaceAddresses()) {
                    loader.networkInterface(record(link, address));
                }
            }
        } catch (SocketException e) {
            // Without interfaces an address that an event left at zero stays zero.
        }
    }

    private static List<NetworkInterface> inKernelOrder(Enumeration<NetworkInterface> links) {
        List<NetworkInterface> ordered = Collections.list(links);
        ordered.sort(Comparator.comparingInt(NetworkInterface::getIndex));
        return ordered;
    }

    private static InterfaceRecord record(NetworkInterface link, InterfaceAddress address) {
        byte[] own = address.getAddress().getAddress();
        byte[] mask = new byte[own.length];
        for (int bit = 0; bit < address.getNetworkPrefixLength() && bit < 8 * own.length; bit++) {
            mask[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        ByteString broadcast = address.getBroadcast() == null
                ? ByteString.EMPTY
                : ByteString.wrap(address.getBroadcast().getAddress());
        return new InterfaceRecord(
                ByteString.of(link.getName()), ByteString.wrap(own), ByteString.wrap(mask), broadcast, 0);
    }
}

package io.peregrine.app.rules;

import io.peregrine.event.ByteString;
import io.peregrine.fields.catalog.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Host names that the system's resolver answers for, on threads of their own. A name is asked for again 10 seconds after it was answered and,
 * while the answer stays the same, after twice as long each time, up to 320 seconds; what nobody compared with for an hour is forgotten. A
 * name that cannot be resolved keeps the addresses that it had.
 */
public final class SystemHostNames implements HostNames, AutoCloseable {
    /** Times of Falco. */
    static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(320), Duration.ofHours(1));

    private static final int MOST_NAMES = 4096;
    private static final int THREADS = 4;
    private static final byte[][] NO_ADDRESS = new byte[0][];

    /** Asks for the addresses of a name; may take long. */
    interface Lookup {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    /**
     * When names are asked for.
     *
     * @param shortest after an answer that was new
     * @param longest after answers that stayed the same
     * @param unused after how long a name that nobody compares with is forgotten
     */
    record Pace(Duration shortest, Duration longest, Duration unused) {}

    private final Lookup lookup;
    private final Pace pace;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;
    private final HostNameRules rules = new HostNameRules(this);

    /** What is known of a name. The pause belongs to the thread that looks the name up. */
    private static final class Entry {
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile byte[][] addresses = NO_ADDRESS;
        private volatile boolean used = true;
        private Duration pause;
        private Duration idle = Duration.ZERO;

        Entry(Duration pause) {
            this.pause = pause;
        }

        void markUsed() {
            if (!used) {
                used = true;
            }
        }
    }

    /** Names as this machine's resolver knows them. */
    public SystemHostNames() {
        this(InetAddress::getAllByName, USUAL);
    }

    SystemHostNames(Lookup lookup, Pace pace) {
        this.lookup = lookup;
        this.pace = pace;
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                THREADS, Thread.ofPlatform().daemon().name("host-names-", 0).factory());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads = pool;
    }

    /** The rules that compare with these names. */
    public HostNameRules rules() {
        return rules;
    }

    @Override
    public void watch(String name) {
        Entry known = entries.get(name);
        if (known != null) {
            known.markUsed();
        } else if (entries.size() < MOST_NAMES) {
            Entry entry = new Entry(pace.shortest());
            if (entries.putIfAbsent(name, entry) == null) {
                threads.execute(() -> refresh(name, entry));
            }
        }
    }

    /** Waits until every name has been asked for once, no longer than the limit: so that the first events find answers. */
    public void awaitAnswers(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (Entry entry : entries.values()) {
                if (!entry.answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is an address for a name. */
    boolean isKnown(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.addresses.length > 0;
    }

    private void refresh(String name, Entry entry) {
        entry.idle = entry.used ? Duration.ZERO : entry.idle.plus(entry.pause);
        entry.used = false;
        if (entry.idle.compareTo(pace.unused()) > 0) {
            entries.remove(name, entry);
            return;
        }
        byte[][] found = lookUp(name, entry.addresses);
        boolean same = Arrays.deepEquals(found, entry.addresses);
        entry.addresses = found;
        Duration doubled = entry.pause.multipliedBy(2);
        boolean first = entry.answered.getCount() > 0;
        entry.answered.countDown();
        if (!same || first) {
            entry.pause = pace.shortest();
        } else {
            entry.pause = doubled.compareTo(pace.longest()) < 0 ? doubled : pace.longest();
        }
        if (!threads.isShutdown()) {
            threads.schedule(() -> refresh(name, entry), entry.pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private byte[][] lookUp(String name, byte[][] before) {
        try {
            return Arrays.stream(lookup.of(name))
                    .map(InetAddress::getAddress)
                    .sorted(Arrays::compare)
                    .toArray(byte[][]::new);
        } catch (UnknownHostException e) {
            return before;
        }
    }

    @Override
    public boolean has(String name, byte[] address, int from, int length) {
        Entry entry = entries.get(name);
        if (entry == null) {
            watch(name);
            return false;
        }
        entry.markUsed();
        return contains(entry.addresses, address, from, length);
    }

    private static boolean contains(byte[][] addresses, byte[] address, int from, int length) {
        for (byte[] known : addresses) {
            if (Arrays.equals(known, 0, known.length, address, from, from + length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<ByteString> nameOf(byte[] address, int from, int length) {
        return entries.entrySet().stream()
                .filter(entry -> contains(entry.getValue().addresses, address, from, length))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .map(name -> ByteString.wrap(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

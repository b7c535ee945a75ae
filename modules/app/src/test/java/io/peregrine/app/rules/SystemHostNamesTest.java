package io.peregrine.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemHostNamesTest {
    private static final byte[] ONE = {10, 0, 0, 1};
    private static final byte[] TWO = {10, 0, 0, 2};
    private static final SystemHostNames.Pace SLOW =
            new SystemHostNames.Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9));
    private static final SystemHostNames.Pace QUICK =
            new SystemHostNames.Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofHours(1));

    private final Map<String, InetAddress[]> zone = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    private InetAddress[] ask(String name) throws UnknownHostException {
        questions.incrementAndGet();
        InetAddress[] found = zone.get(name);
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return found;
    }

    private static InetAddress[] addresses(byte[]... all) throws UnknownHostException {
        InetAddress[] found = new InetAddress[all.length];
        for (int i = 0; i < all.length; i++) {
            found[i] = InetAddress.getByAddress(all[i]);
        }
        return found;
    }

    @Test
    void aWatchedNameHasItsAddresses() throws Exception {
        zone.put("db", addresses(ONE, TWO));
        try (SystemHostNames names = new SystemHostNames(this::ask, SLOW)) {
            names.watch("db");
            names.watch("nowhere");
            names.awaitAnswers(Duration.ofSeconds(20));
            byte[] within = {0, 10, 0, 0, 2, 0};
            assertThat(names.has("db", ONE, 0, 4)).isTrue();
            assertThat(names.has("db", within, 1, 4)).isTrue();
            assertThat(names.has("db", within, 0, 4)).isFalse();
            assertThat(names.has("nowhere", ONE, 0, 4)).isFalse();
            assertThat(names.nameOf(TWO, 0, 4).orElseThrow().toString()).isEqualTo("db");
            assertThat(names.nameOf(new byte[16], 0, 16)).isEmpty();
        }
    }

    @Test
    void answersAreRefreshedAndFailuresKeepTheOldOnes() throws Exception {
        zone.put("db", addresses(ONE));
        try (SystemHostNames names = new SystemHostNames(this::ask, QUICK)) {
            names.watch("db");
            await(() -> names.has("db", ONE, 0, 4));
            zone.put("db", addresses(TWO));
            await(() -> names.has("db", TWO, 0, 4));
            assertThat(names.has("db", ONE, 0, 4)).isFalse();
            zone.clear();
            int before = questions.get();
            await(() -> questions.get() > before + 3);
            assertThat(names.has("db", TWO, 0, 4)).isTrue();
        }
    }

    @Test
    void aQuestionThatHangsHoldsNobodyUp() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (SystemHostNames names = new SystemHostNames(
                name -> {
                    try {
                        hanging.await();
                    } catch (InterruptedException e) {
                        throw new UnknownHostException(name);
                    }
                    return addresses(ONE);
                },
                SLOW)) {
            names.watch("slow");
            names.awaitAnswers(Duration.ofMillis(20));
            assertThat(names.has("slow", ONE, 0, 4)).isFalse();
            hanging.countDown();
            await(() -> names.has("slow", ONE, 0, 4));
        }
    }

    @Test
    void whatNobodyComparesWithIsForgottenAndAskedForAgain() throws Exception {
        zone.put("db", addresses(ONE));
        SystemHostNames.Pace pace =
                new SystemHostNames.Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
        try (SystemHostNames names = new SystemHostNames(this::ask, pace)) {
            await(() -> names.has("db", ONE, 0, 4));
            await(() -> names.nameOf(ONE, 0, 4).isEmpty());
            await(() -> names.has("db", ONE, 0, 4));
        }
    }

    @Test
    void thisMachineKnowsItself() {
        try (SystemHostNames names = new SystemHostNames()) {
            names.watch("localhost");
            names.awaitAnswers(Duration.ofSeconds(20));
            assertThat(names.has("localhost", new byte[] {127, 0, 0, 1}, 0, 4)).isTrue();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.sleep(1);
        }
    }
}

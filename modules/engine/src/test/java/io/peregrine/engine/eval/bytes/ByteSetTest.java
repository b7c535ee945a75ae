package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ByteSetTest {
    @Test
    void holdsExactlyItsMembersWhateverItsSize() {
        Random random = new Random(16);
        for (int size : new int[] {0, 1, 2, 4, 5, 17, 300, 3000}) {
            Set<String> members = new HashSet<>();
            while (members.size() < size) {
                members.add(word(random, 1 + size / 100));
            }
            ByteMatcher set =
                    ByteSet.of(members.stream().map(ByteSetTest::bytes).toList());
            for (String member : members) {
                byte[] framed = bytes("<" + member + ">");
                assertThat(set.matches(framed, 1, framed.length - 1)).as(member).isTrue();
            }
            for (int i = 0; i < 10_000; i++) {
                String candidate = word(random, 1);
                byte[] framed = bytes("<" + candidate + ">");
                assertThat(set.matches(framed, 1, framed.length - 1))
                        .as("<%s> in %s", candidate, members)
                        .isEqualTo(members.contains(candidate));
            }
        }
    }

    @Test
    void holdsExactlyItsMembersWhenTheyAreManyAddresses() {
        Random random = new Random(17);
        Set<Integer> members = new HashSet<>(Set.of(0, -1, 1));
        while (members.size() < 3000) {
            members.add(random.nextInt(20_000));
        }
        ByteMatcher set = ByteSet.of(members.stream().map(ByteSetTest::address).toList());
        for (int candidate = -10; candidate < 20_010; candidate++) {
            byte[] framed = ByteBuffer.allocate(6).putInt(1, candidate).array();
            assertThat(set.matches(framed, 1, 5)).as("%d", candidate).isEqualTo(members.contains(candidate));
        }
        assertThat(set.matches(new byte[16], 0, 16)).isFalse();
        assertThat(set.matches(new byte[0], 0, 0)).isFalse();
    }

    /** With a table in which such names stand behind one another this takes many minutes. */
    @Test
    @Timeout(60)
    void holdsManyMembersThatDifferInTheMiddleAlone() {
        int size = 400_000;
        ByteMatcher set =
                ByteSet.of(IntStream.range(0, size).mapToObj(ByteSetTest::host).toList());
        long found = IntStream.range(0, size + 100_000)
                .mapToObj(ByteSetTest::host)
                .filter(name -> set.matches(name, 0, name.length))
                .count();
        assertThat(found).isEqualTo(size);
        assertThat(set.matches(host(size - 1), 0, host(0).length)).isTrue();
        assertThat(set.matches(host(1), 1, host(0).length)).isFalse();
    }

    private static byte[] host(int number) {
        return bytes("host-10-" + (1_000_000 + number) + ".example.com");
    }

    private static byte[] address(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String word(Random random, int scale) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(10) == 0 ? 60 + random.nextInt(10) : random.nextInt(5 * scale);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }
}

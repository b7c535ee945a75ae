package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByteSetTest {
    @Test
    void holdsExactlyItsMembersWhateverItsSize() {
        Random random = new Random(16);
        for (int size : new int[] {0, 1, 2, 4, 5, 17, 300}) {
            Set<String> members = new HashSet<>();
            while (members.size() < size) {
                members.add(word(random, 1 + size / 100));
            }
            ByteSet set = ByteSet.of(members.stream().map(ByteSetTest::bytes).toList());
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

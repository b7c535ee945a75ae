package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentExitsTest {
    private static final long TWO_SECONDS = 2_000_000_000L;
    private static final int REMEMBERED = 8192;

    private record Exit(long tid, long parent, long time) {
        boolean isRecent(long askedTid, long askedParent, long now) {
            return tid == askedTid && parent == askedParent && now >= time && now - time < TWO_SECONDS;
        }
    }

    @Test
    void answersAsAListOfAllExitsWould() {
        Random random = new Random(11);
        RecentExits exits = new RecentExits();
        List<Exit> all = new ArrayList<>();
        long now = 1_700_000_000_000_000_000L;
        int found = 0;
        for (int i = 0; i < 30_000; i++) {
            now += random.nextInt(400_000);
            if (random.nextInt(3) > 0) {
                Exit exit = new Exit(random.nextInt(6000), random.nextInt(3), now);
                exits.add(exit.tid(), exit.parent(), exit.time());
                all.add(exit);
            } else {
                long tid = random.nextInt(6000);
                long parent = random.nextInt(3);
                long asked = now - (random.nextInt(4) == 0 ? random.nextInt(3_000_000) : 0);
                boolean expected = all.subList(Math.max(0, all.size() - REMEMBERED), all.size()).stream()
                        .anyMatch(exit -> exit.isRecent(tid, parent, asked));
                found += expected ? 1 : 0;
                assertThat(exits.contains(tid, parent, asked))
                        .as("question " + i)
                        .isEqualTo(expected);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void nothingIsLeftBehindAClearing() {
        RecentExits exits = new RecentExits();
        exits.add(7, 1, 100);
        exits.clear();
        assertThat(exits.contains(7, 1, 100)).isFalse();
    }
}

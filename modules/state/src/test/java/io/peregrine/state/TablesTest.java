package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The open-addressing tables against the JDK's maps. */
class TablesTest {
    private final MemoryBudget budget = new MemoryBudget(1L << 30, new StateCounters());

    @Test
    void descriptorTablesThatShareBehaveAsTheirOwnMaps() {
        Random random = new Random(1);
        DescriptorTable[] tables = {new DescriptorTable(), new DescriptorTable(), new DescriptorTable()};
        Map<?, ?>[] models = {new HashMap<>(), new HashMap<>(), new HashMap<>()};
        for (int step = 0; step < 50_000; step++) {
            int which = random.nextInt(3);
            @SuppressWarnings("unchecked")
            Map<Long, Descriptor> model = (Map<Long, Descriptor>) models[which];
            long number = random.nextInt(200) * (random.nextInt(20) == 0 ? 4096L : 1);
            switch (random.nextInt(20)) {
                case 0 -> {
                    int from = random.nextInt(3);
                    tables[which].shareFrom(tables[from], budget);
                    models[which] = new HashMap<>(models[from]);
                }
                case 1, 2, 3, 4, 5, 6, 7, 8 -> {
                    boolean there = model.remove(number) != null;
                    assertThat(tables[which].remove(number, budget)).isEqualTo(there);
                }
                default -> {
                    Descriptor descriptor = Descriptor.of(DescriptorKind.FILE, ByteString.of("/f" + step));
                    tables[which].put(number, descriptor, budget);
                    model.put(number, descriptor);
                }
            }
            assertThat(tables[which].size()).isEqualTo(models[which].size());
        }
        for (int i = 0; i < 3; i++) {
            DescriptorTable table = tables[i];
            models[i].forEach((number, descriptor) ->
                    assertThat(table.find((Long) number)).isSameAs(descriptor));
            assertThat(table.charged()).isEqualTo(table.measured());
            table.release(budget);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void aThreadMapBehavesAsAMap() {
        Random random = new Random(2);
        ThreadMap map = new ThreadMap();
        Map<Long, ThreadEntry> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            long tid = random.nextInt(3000) - 1;
            if (random.nextInt(3) == 0) {
                ThreadEntry removed = model.remove(tid);
                assertThat(map.remove(tid)).isSameAs(removed == null ? ThreadEntry.NONE : removed);
            } else {
                ThreadEntry entry = new ThreadEntry(tid);
                map.put(entry);
                model.put(tid, entry);
            }
        }
        assertThat(map.size()).isEqualTo(model.size());
        model.forEach((tid, entry) -> assertThat(map.get(tid)).isSameAs(entry));
        assertThat(map.toArray()).hasSize(model.size());
    }

    @Test
    void aBlockSplitsAsTheKernelJoins() {
        assertThat(StringBlock.of(ByteString.EMPTY).count()).isZero();
        assertThat(StringBlock.of(ByteString.wrap(new byte[] {0})).count()).isZero();
        StringBlock block = StringBlock.of(ByteString.of("a\0\0bc\0"));
        assertThat(block.count()).isEqualTo(3);
        assertThat(block.get(0).toString()).isEqualTo("a");
        assertThat(block.get(1).isEmpty()).isTrue();
        assertThat(block.get(2).toString()).isEqualTo("bc");
        assertThat(block.joinedBy(' ').toString()).isEqualTo("a  bc");
        assertThat(block.closed().toString()).isEqualTo("a\0\0bc\0");
    }
}

package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.Compatibility;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.state.handler.StateEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that make no sense: the handlers must survive them with the tables in order. */
class RandomEventsTest {
    private static final List<EventDescriptor> CODES = EventTable.all().stream()
            .filter(event -> event.has(EventFlag.MODIFIES_STATE) || event.has(EventFlag.CREATES_FD))
            .toList();

    private final StateTables tables =
            StateTables.forReplay(new StateSettings(40, 1 << 20, 1, 1, -1, "", Compatibility.RIGHT));
    private final StateEngine engine = new StateEngine(ThreadPurge.asking(thread -> thread.tid() % 2 == 0));
    private final EventContext context = new EventContext(tables);
    private final EventWriter writer = new EventWriter();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theTablesStayInOrder(long seed) {
        Random random = new Random(seed);
        long time = 1_000_000;
        for (int number = 1; number < 60_000; number++) {
            time += random.nextInt(1000) == 0 ? 5_000_000_000L : random.nextInt(1000);
            EventDescriptor event = CODES.get(random.nextInt(CODES.size()));
            int params = random.nextInt(8) == 0
                    ? random.nextInt(event.params().size() + 1)
                    : event.params().size();
            writer.begin(event.code(), time, tid(random), params);
            for (int i = 0; i < params; i++) {
                write(event.params().get(i), random);
            }
            writer.wrapIn(context.event(), 0);
            engine.process(context);
            engine.afterParsers(context);
            if (number % 500 == 0) {
                assertThat(TableInvariants.violations(tables)).isEmpty();
            }
        }
        tables.clear();
        assertThat(tables.budget().used()).isZero();
    }

    private static long tid(Random random) {
        return random.nextInt(60) - 1;
    }

    private void write(ParamDescriptor param, Random random) {
        int size = param.type().size();
        switch (random.nextInt(12)) {
            case 0 -> writer.empty();
            case 1 -> writer.bytes(noise(random, 40));
            default -> {
                if (size > 0) {
                    writer.number(number(random), size);
                } else {
                    writer.bytes(text(random));
                }
            }
        }
    }

    private static long number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> -1;
            case 1 -> random.nextLong();
            case 2 -> 1L << random.nextInt(32);
            case 3 -> 0;
            default -> random.nextInt(64);
        };
    }

    private static byte[] text(Random random) {
        byte[] bytes = switch (random.nextInt(6)) {
            case 0 -> new byte[] {2, 1, 2, 3, 4, 80, 0, 5, 6, 7, 8, 90, 0};
            case 1 -> noise(random, 38);
            case 2 -> ("../" + random.nextInt(20) + "/./x\0").getBytes(StandardCharsets.UTF_8);
            case 3 -> "a=b\0io=/x\0".getBytes(StandardCharsets.UTF_8);
            default -> noise(random, 300);
        };
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[0] = new byte[] {1, 2, 10, 16}[random.nextInt(4)];
        }
        return bytes;
    }

    private static byte[] noise(Random random, int limit) {
        byte[] bytes = new byte[random.nextInt(limit)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[bytes.length - 1] = 0;
        }
        return bytes;
    }
}

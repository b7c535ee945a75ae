package io.peregrine.capture.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTableTest {
    private static final Set<Integer> KEPT_ENTER_EVENTS = Set.of(
            EventCodes.SYSCALL_OPEN_E,
            EventCodes.SYSCALL_CREAT_E,
            EventCodes.SYSCALL_OPENAT_2_E,
            EventCodes.SYSCALL_OPENAT2_E,
            EventCodes.SOCKET_CONNECT_E,
            EventCodes.SYSCALL_EXECVE_19_E,
            EventCodes.SYSCALL_EXECVEAT_E);

    record Old(EventDescriptor event, int params) {}

    static Stream<Old> rules() {
        ConversionTable table = ConversionTable.load();
        return EventTable.all().stream()
                .flatMap(event -> IntStream.rangeClosed(0, EventLayout.MAX_PARAMS)
                        .filter(params -> table.rule(event.code(), params).isPresent())
                        .mapToObj(params -> new Old(event, params)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleEndsInACurrentEvent(Old old) {
        EventView view = new EventView();
        EventWriter writer = new EventWriter().begin(old.event().code(), 5, 6, old.params());
        for (int i = 0; i < old.params(); i++) {
            writer.number(i, 8);
        }
        writer.wrapIn(view, 1);

        boolean delivered = new EventConverter().convert(view);

        if (delivered) {
            assertThat(view.descriptor().has(EventFlag.UNUSED)).isFalse();
            assertThat(!view.descriptor().has(EventFlag.OLD_VERSION) || KEPT_ENTER_EVENTS.contains(view.code()))
                    .isTrue();
            assertThat(view.paramCount()).isEqualTo(view.descriptor().params().size());
            assertThat(view.timestamp()).isEqualTo(5);
            assertThat(view.tid()).isEqualTo(6);
        } else {
            assertThat(old.event().isEnter()).isTrue();
        }
    }
}

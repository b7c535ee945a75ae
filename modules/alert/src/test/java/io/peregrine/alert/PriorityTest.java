package io.peregrine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriorityTest {

    @Test
    void readsEveryNameInAnyCase() {
        for (Priority priority : Priority.values()) {
            assertThat(Priority.parse(priority.displayName().toUpperCase())).contains(priority);
        }
        assertThat(Priority.parse("info")).contains(Priority.INFORMATIONAL);
        assertThat(Priority.parse("inform")).isEmpty();
        assertThat(Priority.parse("")).isEmpty();
    }

    @Test
    void comparesBySeverity() {
        assertThat(Priority.ERROR.isAtLeast(Priority.WARNING)).isTrue();
        assertThat(Priority.DEBUG.isAtLeast(Priority.WARNING)).isFalse();
        assertThat(Priority.INFORMATIONAL.summaryName()).isEqualTo("INFO");
        assertThat(Priority.EMERGENCY.severity()).isZero();
    }
}

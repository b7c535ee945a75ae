package io.peregrine.recorder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.fields.Catalog;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionFilterTest {
    private final Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private final EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type =|",
                "evt.nosuch = 1|nonexistent field",
                "fd.num > 0 and fd.lip.name contains x|can be compared with",
            })
    void aWrongConditionIsRefusedInASentence(String condition, String part) {
        assertThatThrownBy(() -> ConditionFilter.of(condition, catalog, context))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(part == null ? "" : part);
    }
}

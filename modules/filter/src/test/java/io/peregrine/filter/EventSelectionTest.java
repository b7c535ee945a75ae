package io.peregrine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.util.BitSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSelectionTest {
    private static TreeSet<String> names(BitSet codes) {
        TreeSet<String> names = new TreeSet<>();
        codes.stream().forEach(code -> names.add(EventTable.byCode(code).name()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open|open",
                "evt.type in (open, close)|close open",
                "evt.type=open and proc.name=x|open",
                "evt.type=open and evt.type=close|''",
                "not evt.type!=open|open",
                "not (evt.type!=open or proc.name=x)|open",
                "not not evt.type=open|open",
                "evt.type in (open,close) and evt.type != open|close",
                "evt.type=gettid|syscall",
                "syscall.type=openat|openat",
                "evt.type in ()|''",
            })
    void selectsByName(String text, String expected) throws FilterException {
        assertThat(String.join(
                        " ",
                        names(EventSelection.eventCodes(Conditions.check(text).condition()))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "proc.name=x",
        "not proc.name=x",
        "evt.type exists",
        "evt.type=open or proc.name=x",
        "evt.type startswith open",
        "not evt.type glob open",
        "evt.type = anyof (open)",
        "not (evt.type=open and proc.name=x)",
    })
    void everyOtherComparisonSelectsAll(String text) throws FilterException {
        assertThat(EventSelection.eventCodes(Conditions.check(text).condition()).cardinality())
                .isEqualTo(EventTable.size());
    }

    @ParameterizedTest
    @CsvSource({"not evt.type exists,0", "evt.type=open,1", "evt.type=gettid,1", "evt.type=clone,1"})
    void findsSystemCalls(String text, int count) throws FilterException {
        assertThat(EventSelection.systemCalls(Conditions.check(text).condition())
                        .cardinality())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"open", "gettid", "clone3", "sendto"})
    void theCallOfANameIsAmongThem(String name) throws FilterException {
        BitSet calls =
                EventSelection.systemCalls(Conditions.check("evt.type=" + name).condition());
        assertThat(calls.get(SyscallTable.byName(name).orElseThrow().id())).isTrue();
    }
}

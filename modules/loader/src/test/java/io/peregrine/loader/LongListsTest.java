package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.compiled;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of so many items that only their places are kept mean what short ones do, and faults in them are shown where they stand. */
class LongListsTest {
    private static final int ITEMS = 30_000;

    private static String list(String name, IntFunction<String> item) {
        return "- list: " + name + "\n  items:\n"
                + IntStream.range(0, ITEMS)
                        .mapToObj(i -> "    - " + item.apply(i) + "\n")
                        .collect(Collectors.joining());
    }

    /** Every way in which an item can be written. */
    private static String written(int i) {
        return switch (i % 7) {
            case 0 -> "word" + i;
            case 1 -> "'single" + i + "'";
            case 2 -> "\"double" + i + "\"";
            case 3 -> "with blank" + i;
            case 4 -> "\"e\\x73cape" + i + "\"";
            case 5 -> "&anchor" + i + " anchored" + i;
            default -> "*anchor" + (i - 1);
        };
    }

    private static String printed(int i) {
        return switch (i % 7) {
            case 0 -> "word" + i;
            case 1 -> "single" + i;
            case 2 -> "double" + i;
            case 3 -> "\"with blank" + i + "\"";
            case 4 -> "escape" + i;
            case 5 -> "anchored" + i;
            default -> "anchored" + (i - 1);
        };
    }

    @Test
    void everyItemIsRead() {
        List<String> expected = new ArrayList<>(List.of("first"));
        IntStream.range(0, ITEMS).forEach(i -> expected.add(printed(i)));
        assertThat(compiled(list("l", LongListsTest::written)
                        + rule("r", "evt.type=open and proc.name in (first, l, last)", "")))
                .isEqualTo("(evt.type = open and proc.name in (" + String.join(", ", expected) + ", last))");
    }

    @Test
    void aListIsPutIntoALongOneAndMoreIsAppended() {
        String text = "- list: inner\n  items: [in, out]\n" + list("l", i -> i == 20_000 ? "inner" : "i" + i)
                + "- list: l\n  items: [more]\n  override:\n    items: append\n";
        List<String> expected = new ArrayList<>();
        IntStream.range(0, ITEMS).forEach(i -> expected.add(i == 20_000 ? "in, out" : "i" + i));
        assertThat(compiled(text + rule("r", "evt.type=open and proc.name in (l)", "")))
                .isEqualTo("(evt.type = open and proc.name in (" + String.join(", ", expected) + ", more))");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12_345, ITEMS - 1})
    void aWrongAddressIsShownWhereItStands(int wrong) {
        String text =
                list("l", i -> i == wrong ? "'10.0.0'" : "10.%d.%d.%d".formatted(i / 65_536, i / 256 % 256, i % 256));
        assertThat(error(text + rule("r", "evt.type=connect and fd.rip in (l)", "")))
                .contains("unrecognized IPv4 address 10.0.0")
                .contains("f1.yaml:" + (wrong + 3) + ":");
    }
}

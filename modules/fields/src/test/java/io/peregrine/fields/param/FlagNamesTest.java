package io.peregrine.fields.param;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.FlagText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlagNamesTest {
    @Test
    void everyFlagsParameterHasTheTextsThatAreRenderedAnew() {
        Random random = new Random(7);
        int parameters = 0;
        for (EventDescriptor event : EventTable.all()) {
            for (ParamDescriptor param : event.params()) {
                Optional<FlagNames> names = FlagNames.of(param);
                if (names.isPresent()) {
                    parameters++;
                    for (int i = 0; i < 300; i++) { // more values than places, and each again and again
                        compare(param, names.get(), 1L << random.nextInt(32) | random.nextInt(16));
                    }
                    compare(param, names.get(), 0);
                    compare(param, names.get(), 0xffff_ffffL);
                }
            }
        }
        assertThat(parameters).isGreaterThan(50);
    }

    private static void compare(ParamDescriptor param, FlagNames names, long value) {
        TextBuffer expected = new TextBuffer();
        switch (param.type()) {
            case FLAGS8, FLAGS16, FLAGS32 ->
                FlagText.appendFlags(expected, param.flagSet().orElseThrow(), value);
            default -> FlagText.appendEnum(expected, param.flagSet().orElseThrow(), value);
        }
        FlagNames.Text text = names.of(value);
        assertThat(text.names())
                .as("%s of %d", param.name(), value)
                .isEqualTo(ByteString.copy(expected.array(), 0, expected.length()));
        assertThat(text.number().toString()).isEqualTo(Long.toString(value));
        assertThat(text.preferred()).isEqualTo(expected.isEmpty() ? text.number() : text.names());
    }

    @Test
    void whatIsNoFlagsHasNone() {
        assertThat(EventTable.all().stream()
                        .flatMap(event -> event.params().stream())
                        .filter(param ->
                                param.name().equals("path") || param.name().equals("res"))
                        .map(FlagNames::of))
                .isNotEmpty()
                .allMatch(Optional::isEmpty);
    }
}

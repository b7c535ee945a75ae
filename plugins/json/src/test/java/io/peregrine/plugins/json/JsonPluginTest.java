package io.peregrine.plugins.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.testing.FieldTester;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pointers lead to in a payload. */
class JsonPluginTest {
    private static final String PAYLOAD =
            "{\"user\":{\"name\":\"eve \\u0041\",\"a/b\":1,\"list\":[ 10 , {\"x\":true}]},\"none\":null}";

    private final FieldTester tester = new FieldTester(new JsonPlugin(), new SourceName("some", 999));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json.value[/user/name] | eve A",
                "jevt.value[/user/name] | eve A",
                "json.value[user/name] | eve A",
                "json.value[/user/a~1b] | 1",
                "json.value[/user/list] | [10,{\"x\":true}]",
                "json.value[/user/list/1/x] | true",
                "json.value[/none] | null",
                "json.value[/missing] |",
                "json.rawtime | 42"
            })
    void values(String field, String expected) throws Exception {
        assertThat(tester.payload(PAYLOAD, 42).values(field))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void theWholeIsLaidOut() throws Exception {
        assertThat(tester.payload("{\"a\":[1,{}],\"b\":\"x,y\"}", 1).values("json.obj"))
                .containsExactly("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x,y\"\n}");
    }

    @Test
    void whatIsNoJsonHasNoValue() throws Exception {
        assertThat(tester.payload("text", 1).values("json.obj")).isEmpty();
        assertThat(tester.payload("{\"a\":1", 1).values("json.value[/a]")).isEmpty();
    }
}

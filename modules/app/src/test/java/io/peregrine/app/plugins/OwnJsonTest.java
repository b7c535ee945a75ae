package io.peregrine.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.InitSchema;
import io.peregrine.event.Compatibility;
import io.peregrine.plugin.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnJsonTest {
    @ParameterizedTest
    @EnumSource(Compatibility.class)
    void readsTheSchemaAsTheParserOfJsonDoes(Compatibility compatibility) throws Exception {
        String schema = InitSchema.text(compatibility);
        assertThat(OwnJson.read(schema)).contains(JsonReader.read(schema));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"a\":null,\"b\":[],\"c\":[1,-2.5e3,true,false,\"1\",\"true\",\"null\",\"\"]}",
                "{\"a: b\":\"# {[,]}&*!|>'%@` - ?\",\"\\u0001\\\\\\\"\\n\":\"\\u00e9\\u20ac\"}"
            })
    void readsWhatTheProgramWritesAsTheParserOfJsonDoes(String text) throws Exception {
        assertThat(OwnJson.read(text)).contains(JsonReader.read(text));
    }

    @Test
    void leavesKeysThatAreTooLongForYaml() {
        assertThat(OwnJson.read("{\"" + "k".repeat(5000) + "\":1}")).isEmpty();
    }
}

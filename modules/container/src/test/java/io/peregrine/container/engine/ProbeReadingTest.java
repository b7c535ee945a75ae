package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.container.metadata.ProbeCommand;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form in which Docker and podman tell a health check. */
class ProbeReadingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "{'Healthcheck':{'Test':['CMD','/bin/cat','a b']}} | /bin/cat a b",
                "{'Healthcheck':{'Test':['CMD','/bin/true']}} | /bin/true",
                "{'Healthcheck':{'Test':['CMD-SHELL','exit 0']}} | /bin/sh -c exit 0",
                "{'Healthcheck':{'Test':['CMD-SHELL','exit 0']},'Shell':['/bin/bash','-eo','pipefail','-c']} | /bin/bash -eo pipefail -c exit 0",
                "{'Healthcheck':{'Test':['CMD-SHELL','exit 0']},'Shell':null} | /bin/sh -c exit 0",
                "{'Healthcheck':{'Test':['NONE']}} | none",
                "{'Healthcheck':{'Test':['CMD']}} | none",
                "{'Healthcheck':{'Test':[]}} | none",
                "{'Healthcheck':{'Test':null}} | none",
                "{'Healthcheck':null} | none",
                "{} | none"
            })
    void aHealthCheckIsItsCommand(String config, String command) throws MalformedJsonException {
        byte[] json = config.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(ProbeReading.of(AnswerReader.read(json), Map.of())
                        .health()
                        .map(ProbeCommand::text)
                        .orElse(null))
                .isEqualTo(command);
    }
}

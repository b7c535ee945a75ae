package io.peregrine.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Settings;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.diagnostics.SourceText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules that compare with names of hosts while a name server does not answer. */
@Timeout(30)
class HostNameRulesTest {
    private static final String RULES = """
            - {rule: quick, desc: d, output: o, priority: INFO, condition: 'evt.type = connect and fd.sip.name = fast.example'}
            - {rule: slow, desc: d, output: o, priority: INFO, condition: 'evt.type = connect and not (fd.rip.name in (fast.example, slow.example) or fd.lip.name = late.example)'}
            - {rule: other, desc: d, output: o, priority: INFO, condition: 'evt.type = connect and fd.name = slow.example'}
            """;

    private static final SystemHostNames.Pace PACE =
            new SystemHostNames.Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9));

    @TempDir
    private Path folder;

    private final CountDownLatch answering = new CountDownLatch(1);

    private InetAddress[] ask(String name) throws UnknownHostException {
        try {
            if (!name.startsWith("fast")) {
                answering.await();
            }
        } catch (InterruptedException e) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getByAddress(new byte[] {10, 0, 0, 1})};
    }

    @Test
    void aRuleThatLacksAnAnswerIsNamedOnceAndNoLongerWhenItHasIt() throws Exception {
        CommandEnvironment environment = new CommandEnvironment(
                Map.of(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                folder,
                ZoneOffset.UTC);
        Path file = Files.writeString(folder.resolve("c.yaml"), "");
        Configuration configuration = Settings.load(
                        environment, new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false))
                .values();
        try (SystemHostNames hosts = new SystemHostNames(this::ask, PACE)) {
            RuleSetup setup = new RuleSetup(configuration, environment, List.of(), hosts);
            HostNameRules rules = new HostNameRules(hosts);
            rules.follow(setup.plan(setup.load(List.of(new SourceText("rules.yaml", RULES)))));
            while (!hosts.isKnown("fast.example")) {
                Thread.sleep(1);
            }

            assertThat(rules.lacking().toString()).isEqualTo("{slow=[late.example, slow.example]}");
            assertThat(rules.news())
                    .singleElement()
                    .asString()
                    .startsWith("The rule 'slow' compares with host names that no name server has answered for yet: "
                            + "late.example, slow.example.");
            assertThat(rules.news()).as("it is named once").isEmpty();

            answering.countDown();
            while (!rules.lacking().isEmpty()) {
                Thread.sleep(1);
            }
        }
    }
}

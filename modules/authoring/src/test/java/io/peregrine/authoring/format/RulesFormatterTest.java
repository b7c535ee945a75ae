package io.peregrine.authoring.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one layout of rules files: what it changes, what it leaves, and that it never changes what a file says. */
class RulesFormatterTest {
    private static String format(String text) {
        RulesFormatter.Outcome outcome = RulesFormatter.format(new SourceText("rules.yaml", text));
        assertThat(outcome.problem()).isEmpty();
        return outcome.text();
    }

    @Test
    void indentationBlanksAndCommentsComeIntoOneForm() {
        String text = """
                # head


                -   list:   shells   # which ones
                    items: [ bash,sh ,
                       "zsh" ]
                - rule:  Example
                  # why it is
                  desc:   >
                          Something happened
                            here.

                  condition: evt.type=open
                     and fd.name=/etc/shadow
                  exceptions:
                  - name: known   # by name
                    fields:   [proc.name,fd.name]
                    values:
                      # the backup
                      - [rsync, /etc/shadow]
                  output: opened %fd.name
                  priority:    WARNING
                  # the end
                """;

        assertThat(format(text)).isEqualTo("""
                # head

                - list: shells # which ones
                  items: [bash, sh, "zsh"]

                - rule: Example
                  # why it is
                  desc: >
                    Something happened
                      here.
                  condition: evt.type=open
                    and fd.name=/etc/shadow
                  exceptions:
                    - name: known # by name
                      fields: [proc.name, fd.name]
                      values:
                        # the backup
                        - [rsync, /etc/shadow]
                  output: opened %fd.name
                  priority: WARNING
                  # the end
                """);
    }

    @Test
    void longListsAreWrappedUnderTheirFirstItem() {
        String items = String.join(",", Collections.nCopies(40, "program"));

        assertThat(format("- list: many\n  items: [" + items + "]\n").lines())
                .allMatch(line -> line.length() <= 121)
                .filteredOn(line -> line.startsWith("          program"))
                .hasSize(3);
    }

    @Test
    void whatTheLayoutDoesNotKnowStaysAsItIs() {
        String text = """
                - list: a
                  items: [one, # the first
                    two]
                - list:   &name b
                  items:    [x]
                - macro: m
                  condition: |2+
                     evt.type = open
                """;

        assertThat(format(text)).isEqualTo(text);
    }

    @Test
    void blanksAtTheEndOfLinesStayWhereTheyBelongToAText() {
        String folded = "- rule:  R\n  output: >\n    one \n    two\n";

        assertThat(format(folded)).isEqualTo("- rule: R\n  output: >\n    one \n    two\n");
        assertThat(format("- rule: R  \n  desc:  |   # said\n    one\n\n\n    two\n"))
                .isEqualTo("- rule: R\n  desc: | # said\n    one\n\n\n    two\n");
        assertThat(format("- macro: m\n  condition:  > \n    evt.type = open\n"))
                .isEqualTo("- macro: m\n  condition: >\n    evt.type = open\n");
    }

    @Test
    void aFileThatIsNoYamlIsRefusedAndStaysAsItIs() {
        RulesFormatter.Outcome outcome = RulesFormatter.format(new SourceText("rules.yaml", "- rule: [a\n"));

        assertThat(outcome.problem()).isPresent();
        assertThat(outcome.text()).isEqualTo("- rule: [a\n");
    }

    @Test
    void shippedRulesKeepTheirMeaningAndStayAsTheyAreTheSecondTime() throws IOException {
        Path folder = Path.of("../../rules");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> rules =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(rules).isNotEmpty();
            for (Path file : rules) {
                String text = Files.readString(file);
                String once = format(text);
                assertThat(SameMeaning.same(tree(text), tree(once)))
                        .as(file.toString())
                        .isTrue();
                assertThat(format(once)).as(file.toString()).isEqualTo(once);
            }
        }
    }

    private static YamlNode tree(String text) {
        return YamlReader.read(new SourceText("rules.yaml", text)).documents().getFirst();
    }
}

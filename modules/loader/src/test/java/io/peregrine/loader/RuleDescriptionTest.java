package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What -L and -l print of rules, as written and as compiled. */
class RuleDescriptionTest {
    @Test
    void describesRulesAsWrittenAndAsCompiled() {
        LoadResult result = load(SETTINGS, """
                - list: l
                  items: [a, b]
                - macro: m
                  condition: evt.type in (open, gettid)
                """ + rule("my rule", "m and proc.name in (l)", "  tags: [x]\n"));
        String json = RuleDescription.ofRule(result.details(), "my rule")
                .orElseThrow()
                .json();
        assertThat(json)
                .contains("\"condition\":\"m and proc.name in (l)\"")
                .contains("\"macros\":[\"m\"]")
                .contains("\"lists\":[\"l\"]")
                .contains("\"condition_fields\":[\"evt.type\",\"proc.name\"]")
                .contains("\"events\":[\"asyncevent\",\"gettid\",\"open\"]")
                .contains("\"condition_compiled\":\"(evt.type in (open, gettid) and proc.name in (a, b))\"");
        assertThat(RuleDescription.ofAll(result.details()).text())
                .contains("my rule")
                .contains(" d \n");
        assertThat(RuleDescription.ofRule(result.details(), "no rule")).isEmpty();
    }

    /** Texts of Falco's {@code -L} for the same rules. */
    @Test
    void describesConditionsAndOutputsInTheWordsOfTheReference() {
        LoadResult result = load(SETTINGS, """
                - macro: any
                  condition: proc.name = x
                - rule: r
                  desc: d
                  condition: any and evt.type == setuid and proc.args in ("", "(a)", "b c") and proc.name endswith \\ and proc.cmdline contains "it's"
                  output: "%proc.name %fd.name %proc.name"
                  priority: INFO
                """);
        String rule =
                RuleDescription.ofRule(result.details(), "r").orElseThrow().json();
        assertThat(rule)
                .contains("evt.type == setuid")
                .contains("\"==\"")
                .contains("proc.args in (, (a), \\\"b c\\\")")
                .contains("proc.name endswith \\\"\\\\\\\\\\\"")
                .contains("proc.cmdline contains \\\"it's\\\"")
                .contains("\"output_fields\":[\"proc.name\",\"fd.name\",\"proc.name\"]")
                .contains("\"events\":[\"asyncevent\",\"setuid\"]");
        assertThat(RuleDescription.ofAll(result.details()).json())
                .contains("\"procexit\"")
                .doesNotContain("\"setuid32\"", "\"page_fault_user\"");
    }

    @Test
    void describesWhichPluginsARuleNeeds() {
        LoadedPlugin plugin = new LoadedPlugin(
                new Version(1, 0, 0), Set.of("proc.name", "proc.aname"), Set.of("appeared"), Optional.empty());
        LoaderSettings settings = SETTINGS.withPlugins(Map.of("names", plugin));
        LoadResult result = load(
                settings,
                "- macro: m\n  condition: evt.type = open and nosuch.field = 1\n"
                        + "- macro: n\n  condition: evt.type in (open, close) and proc.name = x\n"
                        + rule("byField", "evt.type=open and proc.aname[2]=x", "")
                        + rule("byOutput", "evt.type=open", "").replace("output: x", "output: \"%proc.name\"")
                        + rule("byEvent", "evt.asynctype=appeared", "")
                        + rule("without", "evt.type=open and proc.pname=x", ""));
        for (String name : List.of("byField", "byOutput", "byEvent")) {
            assertThat(json(result, name)).as(name).contains("\"plugins\":[\"names\"]");
        }
        assertThat(json(result, "without")).contains("\"plugins\":[]");
        assertThat(RuleDescription.ofAll(result.details()).json())
                .containsPattern(
                        "\"events\":\\[\"asyncevent\",\"open\"],[^{]*\"used\":false},\"info\":[^}]*\"name\":\"m\"")
                .contains("\"events\":[\"asyncevent\",\"close\",\"open\"]");
    }

    @Test
    void rulesOfOtherSourcesAreAskedForTheEventsOfPlugins() {
        LoaderSettings settings = new LoaderSettings(
                Map.of(
                        "syscall",
                        SETTINGS.sources().get("syscall"),
                        "other",
                        SETTINGS.sources().get("syscall")),
                SETTINGS.services(),
                SETTINGS.threshold(),
                SETTINGS.additions(),
                List.of(),
                Map.of());
        String json = json(load(settings, rule("r", "evt.type=open", "  source: other\n")), "r");
        assertThat(json).contains("\"events\":[\"asyncevent\",\"pluginevent\"]");
    }

    private static String json(LoadResult result, String rule) {
        return RuleDescription.ofRule(result.details(), rule).orElseThrow().json();
    }
}

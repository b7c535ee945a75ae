package io.peregrine.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.engine.format.OutputAdditions;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLoaderTest {
    private static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    private static LoadResult load(LoaderSettings settings, String... contents) {
        List<SourceText> files = new ArrayList<>();
        for (String content : contents) {
            files.add(new SourceText("f" + (files.size() + 1) + ".yaml", content));
        }
        return RuleLoader.load(files, settings);
    }

    private static String rule(String name, String condition, String more) {
        return "- rule: " + name + "\n  desc: d\n  condition: " + condition + "\n  output: x\n  priority: NOTICE\n"
                + more;
    }

    private static String compiled(String... contents) {
        LoadResult result = load(SETTINGS, contents);
        assertThat(result.successful()).as(ReportText.summary(result)).isTrue();
        return Printer.print(result.rules().getFirst().texts().resolved());
    }

    private static String error(String... contents) {
        LoadResult result = load(SETTINGS, contents);
        Diagnostic error = result.reports().stream()
                .flatMap(report -> report.errors().stream())
                .findFirst()
                .orElseThrow();
        return error.code() + " " + error.span().map(span -> span.place() + " ").orElse("") + error.message();
    }

    @Test
    void listsAreTextAndMacrosAreTrees() {
        assertThat(compiled("""
                - list: inner
                  items: [a, b c]
                - list: outer
                  items: [inner, "'d'"]
                - list: empty
                  items: []
                - macro: either
                  condition: fd.name = x or fd.name = y
                """ + rule("r", "evt.type=open and either and proc.name in (outer, empty, e)", "")))
                .isEqualTo("(evt.type = open and (fd.name = x or fd.name = y) and proc.name in (a, \"b c\", d, e))");
    }

    @Test
    void appendedTextMayChangeHowAConditionIsGrouped() {
        assertThat(compiled(rule("r", "evt.type=open and fd.num=1", "") + """
                - rule: r
                  condition: or fd.num=2
                  override: {condition: append}
                """))
                .isEqualTo("((evt.type = open and fd.num = 1) or fd.num = 2)");
    }

    @Test
    void exceptionsBecomePartOfTheCondition() {
        assertThat(compiled("- list: names\n  items: [n1, n2]\n" + rule("r", "evt.type=open or fd.num=1", """
                  exceptions:
                    - name: tuple
                      fields: [proc.name, fd.name]
                      comps: [=, startswith]
                      values:
                        - [a, /etc]
                        - [b c, /usr]
                    - name: single
                      fields: proc.pname
                      values: [names, x]
                    - name: listed
                      fields: [proc.name, fd.name]
                      comps: [in, pmatch]
                      values:
                        - [[p, q], (/var)]
                    - name: nothing
                      fields: fd.name
                """)))
                .isEqualTo("((evt.type = open or fd.num = 1) and "
                        + "not ((proc.name = a and fd.name startswith /etc) or (proc.name = \"b c\" and fd.name startswith /usr)) "
                        + "and not proc.pname in (n1, n2, x) and not (proc.name in (p, q) and fd.name pmatch (/var)))");
    }

    @Test
    void aLaterFileCannotBeNeededByAnEarlierOne() {
        String macro = "- macro: m\n  condition: evt.type=open\n";
        assertThat(load(SETTINGS, macro, rule("r", "m", "")).successful()).isTrue();
        assertThat(error(rule("r", "m", ""), macro)).contains("f1.yaml:3:14").contains("Undefined macro 'm'");
    }

    @Test
    void caretsPointAtTheUsersOwnText() {
        assertThat(error("""
                - macro: m
                  condition: >
                    evt.type = open
                    and fd.nosuch = 1
                """ + rule("r", "m", ""))).contains("f1.yaml:4:9 ").contains("fd.nosuch");
        assertThat(error("""
                - list: ports
                  items:
                    - 80
                    - nosuchport
                """ + rule("r", "evt.type=open and fd.sport in (ports)", "")))
                .contains("f1.yaml:4:7 ");
        assertThat(error(rule("r", "evt.type=open", """
                  exceptions:
                    - name: e
                      fields: fd.sport
                      values:
                        - 22
                        - nosuchport
                """))).contains("f1.yaml:11:11 ");
    }

    @Test
    void anUnknownNameGetsASuggestion() {
        Diagnostic error = load(SETTINGS, rule("r", "evt.type=open and proc.nmae=x", ""))
                .reports()
                .getFirst()
                .errors()
                .getFirst();
        assertThat(error.hint()).contains("did you mean 'proc.name'?");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,abc,true",
        "abc,abcd,false",
        "*,anything,true",
        "a*,abc,true",
        "*c,abc,true",
        "*a,aba,false",
        "a*c*,abcd,true",
        "a**d,abcd,true",
        "*b*,abc,true",
        "*x*,abc,false",
    })
    void wildcardsAreGreedyFromTheLeft(String pattern, String name, boolean expected) {
        assertThat(Wildcard.matches(pattern, name)).isEqualTo(expected);
    }

    @Test
    void selectionsApplyInOrder() {
        String rules = rule("r1", "evt.type=open", "  tags: [t]\n")
                + rule("r2", "evt.type=open", "  tags: [t, u]\n")
                + rule("r3", "evt.type=open", "  enabled: false\n");
        LoaderSettings settings = SETTINGS.withSelections(List.of(
                new RuleSelection.ByName(false, "*"),
                new RuleSelection.ByTag(true, "u"),
                new RuleSelection.ByName(true, "r1"),
                new RuleSelection.ByName(true, "r3")));
        assertThat(load(settings, rules).enabledRules())
                .extracting(CompiledRule::name)
                .containsExactly("r2", "r1", "r3");
        assertThat(load(SETTINGS, rules).enabledRules())
                .extracting(CompiledRule::name)
                .containsExactly("r1", "r2");
    }

    @Test
    void rulesBelowTheThresholdCannotComeBack() {
        LoaderSettings settings =
                SETTINGS.withThreshold(Priority.WARNING).withSelections(List.of(new RuleSelection.ByName(true, "*")));
        assertThat(load(settings, rule("r", "evt.type=open", "")).rules()).isEmpty();
    }

    @Test
    void aRuleSaysWhenItsRecordingEnds() {
        String limited = "  capture: true\n  capture_duration: 7\n  capture_events: 100\n  capture_filesize: 64\n";
        String rule = rule("r", "evt.type=open", limited);
        LoadResult result = load(SETTINGS, rule);
        assertThat(result.reports().getFirst().warnings()).isEmpty();
        assertThat(result.rules().getFirst().capture()).isEqualTo(new CaptureSettings(true, 7, 100, 64 << 10));
        assertThat(RuleSchema.check(new SourceText("f", rule))).isEmpty();
        String json =
                RuleDescription.ofRule(result.details(), "r").orElseThrow().json();
        assertThat(json).contains("\"capture_events\":100").contains("\"capture_filesize\":64");

        String change = """
                - rule: r
                  capture_events: 5
                  capture_filesize: 0
                  override: {capture_events: replace, capture_filesize: replace}
                """;
        assertThat(load(SETTINGS, rule, change).rules().getFirst().capture())
                .isEqualTo(new CaptureSettings(true, 7, 5, 0));
        assertThat(error(rule("r", "evt.type=open", "  capture_events: -1\n")))
                .startsWith("LOAD_ERR_YAML_VALIDATE f1.yaml:6:19 ");
        assertThat(error(rule, change.replace("capture_events: replace", "capture_events: append")))
                .contains("Key 'capture_events' cannot be appended to");
    }

    @Test
    void outputsGetWhatTheConfigurationAdds() {
        LoaderSettings settings = SETTINGS.withAdditions(
                new OutputAdditions(List.of(OutputAdditions.Addition.ofText("more=%proc.name"))));
        CompiledRule rule =
                load(settings, rule("r", "evt.type=open", "")).rules().getFirst();
        assertThat(rule.texts().completeOutput()).isEqualTo("x more=%proc.name");
        assertThat(rule.definition().output().pieces()).hasSize(2);
    }

    @Test
    void requirementsOfPluginsAreChecked() {
        String file = """
                - required_plugin_versions:
                  - name: container
                    version: 0.4.0
                    alternatives:
                      - name: other
                        version: 1.0.0
                """;
        LoaderSettings present = SETTINGS.withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 7, 1))));
        assertThat(load(present, file).successful()).isTrue();
        assertThat(load(SETTINGS.withPlugins(Map.of("other", LoadedPlugin.of(new Version(1, 2, 0)))), file)
                        .successful())
                .isTrue();
        assertThat(load(SETTINGS, file).unmetRequirement())
                .contains("Plugin requirement not satisfied, must load one of: container (>= 0.4.0), other (>= 1.0.0)");
        assertThat(load(SETTINGS.withPlugins(Map.of("container", LoadedPlugin.of(new Version(0, 3, 9)))), file)
                        .unmetRequirement())
                .contains("Plugin 'container' version '0.3.9' is not compatible with required plugin version '0.4.0'");
    }

    @Test
    void listsThatGrowWithoutBoundAreRefused() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            file.append("- list: l%d\n  items: [l%d, l%d]\n".formatted(i, i + 1, i + 1));
        }
        file.append("- list: l40\n  items: [x]\n").append(rule("r", "evt.type=open and proc.name in (l0)", ""));
        assertThat(error(file.toString()))
                .startsWith("LOAD_ERR_COMPILE_CONDITION")
                .contains("longer");
    }

    @Test
    void macrosThatGrowWithoutBoundAreRefused() {
        StringBuilder file = new StringBuilder("- macro: m0\n  condition: evt.type=open\n");
        for (int i = 1; i < 60; i++) {
            file.append("- macro: m%d\n  condition: m%d or m%d\n".formatted(i, i - 1, i - 1));
        }
        assertThat(error(file.toString())).contains("parts");
    }

    @Test
    void deepConditionsLoad() {
        String deep = "(".repeat(900) + "evt.type=open" + " and fd.num=1)".repeat(900);
        assertThat(load(SETTINGS, rule("r", deep, "")).successful()).isTrue();
        String tooDeep = "(".repeat(5000) + "evt.type=open" + ")".repeat(5000);
        assertThat(error(rule("r", tooDeep, ""))).contains("depth");
    }

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

    /** Texts of the reference's {@code -L} for the same rules. */
    @Test
    void describesConditionsAndOutputsInTheWordsOfTheReference() {
        LoadResult result = load(SETTINGS, """
                - macro: any
                  condition: proc.name = x
                - rule: r
                  desc: d
                  condition: any and evt.type = setuid and proc.args in ("", "(a)", "b c") and proc.name endswith \\ and proc.cmdline contains "it's"
                  output: "%proc.name %fd.name %proc.name"
                  priority: INFO
                """);
        String rule =
                RuleDescription.ofRule(result.details(), "r").orElseThrow().json();
        assertThat(rule)
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
        LoadedPlugin plugin =
                new LoadedPlugin(new Version(1, 0, 0), Set.of("proc.name", "proc.aname"), Set.of("appeared"));
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

    private static String json(LoadResult result, String rule) {
        return RuleDescription.ofRule(result.details(), rule).orElseThrow().json();
    }

    @Test
    void reportsNameEveryFile() {
        LoadResult result = load(SETTINGS, rule("r", "evt.type=open", ""), rule("q", "fd.num=1", ""), "- x");
        assertThat(ReportText.summary(result))
                .startsWith("f1.yaml: Ok\nf2.yaml: Ok, with warnings\nf3.yaml: Invalid\n");
        assertThat(ReportJson.write(result)).contains("\"name\":\"f3.yaml\",\"schema_valid\":false");
        assertThat(result.rules()).isEmpty();
    }

    @Test
    void theSchemaAllowsWhatTheLoaderReads() {
        assertThat(RuleSchema.check(new SourceText("f", rule("r", "evt.type=open", "  enabled: true\n"))))
                .isEmpty();
        assertThat(RuleSchema.check(new SourceText("f", rule("r", "evt.type=open", "  enabled: 3\n  colour: red\n"))))
                .extracting(Object::toString)
                .containsExactly(
                        "failed for <root>[0][enabled]: a value of type boolean is expected",
                        "failed for <root>[0]: there is no key 'colour' here");
    }
}

package io.peregrine.loader;

import static io.peregrine.loader.RuleTexts.SETTINGS;
import static io.peregrine.loader.RuleTexts.error;
import static io.peregrine.loader.RuleTexts.load;
import static io.peregrine.loader.RuleTexts.rule;
import static io.peregrine.loader.RuleTexts.rules;
import static io.peregrine.loader.RuleTexts.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.EventTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules are loaded and switched on, and in which order an event asks them. */
class RuleSelectionTest {
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
    void rulesOfUnknownSourcesAreLeftOut() {
        String file = rule("r", "no.such = field", "  source: other\n") + rule("q", "evt.type=open", "");
        assertThat(rules(file)).extracting(CompiledRule::name).containsExactly("q");
        assertThat(warnings(file)).containsExactly("LOAD_UNKNOWN_SOURCE");
    }

    @Test
    void aRuleMayAskToBeLeftOutWhereItNamesWhatIsUnknown() {
        String skip = "  skip-if-unknown-filter: true\n";
        for (String unknown : List.of("evt.type=open and no.such=1", "evt.type=nosuch")) {
            String file = rule("r", unknown, skip) + rule("q", "evt.type=open", "");
            assertThat(rules(file)).extracting(CompiledRule::name).containsExactly("q");
            assertThat(warnings(file)).containsExactly("LOAD_UNKNOWN_FILTER");
            assertThat(error(rule("r", unknown, ""))).startsWith("LOAD_ERR_COMPILE_CONDITION");
        }
        String output = rule("r", "evt.type=open", skip).replace("output: x", "output: \"%no.such\"");
        assertThat(warnings(output)).containsExactly("LOAD_UNKNOWN_FILTER");
        assertThat(error(rule("r", "evt.type=open and fd.num=one", skip))).startsWith("LOAD_ERR_COMPILE_CONDITION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type=open                          | true  | 0",
                "proc.name=a                            | true  | 1",
                "proc.name=a                            | false | 0",
                "evt.type=open and evt.type=close       | true  | 1",
                "evt.type!=open                         | true  | 1",
                "evt.type in (open, openat, close)      | true  | 0",
                "evt.type startswith open               | true  | 1",
            })
    void conditionsThatLeaveTooManyEventTypesOpenAreWarnedOf(String condition, boolean warn, int count) {
        assertThat(warnings(rule("r", condition, "  warn_evttypes: " + warn + "\n")))
                .containsExactlyElementsOf(List.of("LOAD_NO_EVTTYPE").subList(0, count));
    }

    /** The reference warns above 100 codes: of names with two codes each, 50 are not too many and 51 are. */
    @ParameterizedTest
    @CsvSource({"50,0", "51,1"})
    void aHundredEventCodesAreNotTooMany(int names, int count) {
        Map<String, Long> codes = EventTable.all().stream()
                .filter(event -> event.code() > EventCodes.GENERIC_X && event.source() != EventSourceKind.METAEVENT)
                .collect(Collectors.groupingBy(EventDescriptor::name, TreeMap::new, Collectors.counting()));
        String types = codes.entrySet().stream()
                .filter(name -> name.getValue() == 2)
                .map(Map.Entry::getKey)
                .limit(names)
                .collect(Collectors.joining(", "));
        assertThat(warnings(rule("r", "evt.type in (" + types + ")", "")))
                .containsExactlyElementsOf(List.of("LOAD_NO_EVTTYPE").subList(0, count));
    }
}

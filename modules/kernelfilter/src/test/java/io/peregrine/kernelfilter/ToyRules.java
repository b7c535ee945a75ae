package io.peregrine.kernelfilter;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.SyscallTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Rules made of conditions. */
final class ToyRules {
    private static final String OUTPUT =
            "%evt.type %evt.res %fd.num %fd.name %fd.type %proc.name %proc.cwd %evt.args %fs.path.name";

    private final Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private final ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());
    private final List<RuleDefinition> rules = new ArrayList<>();

    /** A rule with this condition and an output that shows what the tables know; false when the checker refuses the condition. */
    boolean add(String condition) {
        return add(condition, OUTPUT);
    }

    boolean add(String condition, String output) {
        try {
            RuleLabel label = RuleLabel.of(condition, Priority.DEBUG, "syscall", List.of());
            rules.add(new RuleDefinition(
                    label,
                    checker.check(ConditionParser.parse(MappedText.unmapped(condition)))
                            .condition(),
                    new TemplateParser(checker).parse(output),
                    Map.of()));
            return true;
        } catch (FilterException | TemplateException refused) {
            return false;
        }
    }

    /** Whether opens may be left out until they are needed under a rule with this condition, which two in three random ones forbid. */
    static boolean letsOpensBeLeftOut(String condition) {
        ToyRules rule = new ToyRules();
        return rule.add(condition)
                && rule.leavingOut()
                        .filter()
                        .of(SyscallTable.byName("close").orElseThrow().id())
                        .contains(LeftOut.UNTIL_NEEDED);
    }

    /** What may be left out of all calls under these rules. */
    LeavingOut leavingOut() {
        return FilterAnalysis.of(plan(), allCalls(), FilterAnalysis.Readers.RULES_ALONE);
    }

    RuleSet plan() {
        return RuleSet.plan(rules, Map.of("syscall", catalog), new ValueText(BufferFormat.DOTS));
    }

    /** What may be left out of all calls under rules with these conditions. */
    static LeavingOut leavingOut(String... conditions) {
        ToyRules rules = new ToyRules();
        for (String condition : conditions) {
            if (!rules.add(condition)) {
                throw new IllegalArgumentException(condition);
            }
        }
        return rules.leavingOut();
    }

    static BitSet allCalls() {
        BitSet calls = new BitSet();
        SyscallTable.all().forEach(call -> calls.set(call.id()));
        return calls;
    }
}

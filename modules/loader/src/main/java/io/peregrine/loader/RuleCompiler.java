package io.peregrine.loader;

import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Origin;
import io.peregrine.filter.typed.CheckedCondition;
import io.peregrine.filter.typed.CheckedParts;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.EventSelection;
import java.util.Optional;

/** Compiles one rule after the other. */
final class RuleCompiler {
    private static final int MANY_CODES = 100;

    private final Sources sources;
    private final OutputAdditions additions;

    RuleCompiler(Sources sources, OutputAdditions additions) {
        this.sources = sources;
        this.additions = additions;
    }

    /** Compiles a rule; empty when it names what is unknown and asks to be skipped then. */
    Optional<CompiledRule> compile(RuleDraft rule, Compiler compiler, Remarks remarks) throws LoadException {
        Optional<CompileMemory.Compiled> before = compiler.memory().compiled(rule);
        if (before.isPresent() && isUnchanged(rule, before.get(), compiler)) {
            remarks.addAll(before.get().remarks());
            return Optional.of(before.get().rule());
        }
        Remarks own = new Remarks();
        try {
            CompiledRule compiled = compileAnew(rule, compiler, own);
            compiler.memory()
                    .keep(rule, new CompileMemory.Compiled(compiled.texts().resolved(), compiled, own));
            return Optional.of(compiled);
        } catch (UnknownName e) {
            own.add(LoadCode.LOAD_UNKNOWN_FILTER, e.getMessage(), e.hint(), e.context());
            return Optional.empty();
        } finally {
            remarks.addAll(own);
        }
    }

    /** Whether the rule resolves to what it did before. Where it no longer does at all, it is compiled anew to say all that is to be said. */
    private static boolean isUnchanged(RuleDraft rule, CompileMemory.Compiled before, Compiler compiler) {
        try {
            return resolve(rule, compiler) == before.resolved();
        } catch (LoadException e) {
            return false;
        }
    }

    private CompiledRule compileAnew(RuleDraft rule, Compiler compiler, Remarks remarks)
            throws LoadException, UnknownName {
        ConditionChecker checker = sources.checker(rule.source())
                .orElseThrow(() -> LoadException.meaning(
                        "Unknown source at compile-time" + rule.source(),
                        rule.contexts().rule()));
        ExceptionConditions.Extended extended = compiler.memory().extend(rule);
        OutputCompiler.Output output = OutputCompiler.compile(checker, additions, rule, remarks);
        Expr resolved = resolve(rule, compiler);
        remarkFields(rule, extended.condition(), resolved, remarks);
        Condition condition = new Check(rule, extended.condition(), remarks)
                .of(checker, compiler.memory().parts(checker), resolved);
        remarkManyEvents(rule, condition, remarks);
        return compiled(rule, output, resolved, condition, extended);
    }

    private static CompiledRule compiled(
            RuleDraft rule,
            OutputCompiler.Output output,
            Expr resolved,
            Condition condition,
            ExceptionConditions.Extended extended) {
        RuleLabel label = new RuleLabel(rule.name(), rule.priority(), rule.source(), rule.tags());
        CompiledRule.Texts texts = new CompiledRule.Texts(
                rule.texts().description(),
                rule.texts().condition().text(),
                resolved,
                rule.texts().output().text(),
                output.complete(),
                extended.fields());
        return new CompiledRule(
                new CheckedRule(label, condition, output.template(), output.extras()),
                rule.switches().enabled(),
                rule.capture(),
                texts,
                rule.contexts().rule().span());
    }

    private static Expr resolve(RuleDraft rule, Compiler compiler) throws LoadException {
        MappedText condition = compiler.memory().extend(rule).condition();
        try {
            Expr parsed = compiler.parse(condition, rule.contexts().condition());
            return compiler.resolve(
                            rule.name(), parsed, condition, rule.contexts().rule())
                    .expr();
        } catch (LoadException e) {
            Optional<String> hint = ExceptionConditions.hint(rule.exceptions());
            throw hint.isPresent() ? e.withHint(hint) : e;
        }
    }

    private static void remarkFields(RuleDraft rule, MappedText condition, Expr resolved, Remarks remarks) {
        FieldUses uses = FieldUses.in(resolved);
        if (uses.auditComparedWithNothing().isEmpty() && !DeprecatedFields.areIn(uses)) {
            return;
        }
        ItemContext whole = rule.contexts().condition().wholeCondition(condition);
        uses.auditComparedWithNothing()
                .ifPresent(origin -> remarks.add(
                        LoadCode.LOAD_UNSAFE_NA_CHECK,
                        "a comparison with <NA> holds or not by accident; use 'exists' to ask whether there is a value",
                        origin.span().map(whole::pointingAt).orElse(whole)));
        DeprecatedFields.remarkCondition(uses, whole, remarks);
    }

    /**
     * The check of a rule's condition.
     *
     * @param written the condition with its exceptions, before lists and macros
     */
    private record Check(RuleDraft rule, MappedText written, Remarks remarks) {
        Condition of(ConditionChecker checker, CheckedParts parts, Expr resolved) throws LoadException, UnknownName {
            try {
                CheckedCondition checked = checker.check(resolved, parts);
                for (CheckedCondition.Warning warning : checked.warnings()) {
                    Origin origin = warning.origin();
                    remarks.add(LoadCode.LOAD_COMPILE_CONDITION, warning.message(), place(origin, origin.start()));
                }
                return checked.condition();
            } catch (FilterException e) {
                ItemContext where = place(e.origin(), e.position());
                UnknownName.skipIfWanted(rule, e.getMessage(), e.hint(), where);
                throw new LoadException(LoadCode.LOAD_ERR_COMPILE_CONDITION, e.getMessage(), where).withHint(e.hint());
            }
        }

        private ItemContext place(Origin origin, int position) {
            return rule.contexts().condition().condition(written, origin.text(), position, origin.span());
        }
    }

    private static void remarkManyEvents(RuleDraft rule, Condition condition, Remarks remarks) {
        if (rule.source().equals(RuleReader.SYSCALL_SOURCE) && rule.switches().warnEventTypes()) {
            int codes = EventSelection.eventCodes(condition).cardinality();
            if (codes == 0 || codes > MANY_CODES) {
                remarks.add(
                        LoadCode.LOAD_NO_EVTTYPE,
                        "Rule matches too many evt.type values. This has a significant performance penalty.",
                        Optional.of(Hints.EVENT_TYPES),
                        rule.contexts().rule());
            }
        }
    }
}

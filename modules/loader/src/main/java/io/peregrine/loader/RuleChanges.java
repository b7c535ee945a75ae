package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import java.util.Optional;
import java.util.TreeSet;

/** What a later item does to a rule. */
final class RuleChanges {
    private RuleChanges() {}

    /** The rule with texts and tags added; exceptions are left as they are. */
    static RuleDraft append(RuleDraft rule, RuleUpdate.Values values) {
        RuleDraft.Texts old = rule.texts();
        RuleDraft.Texts texts = new RuleDraft.Texts(
                joined(old.condition(), values.condition()),
                joined(old.output(), values.output()),
                values.description().map(text -> old.description() + " " + text).orElse(old.description()));
        TreeSet<String> tags = new TreeSet<>(rule.tags());
        values.tags().ifPresent(tags::addAll);
        return new RuleDraft(
                rule.name(),
                rule.source(),
                rule.knownSource(),
                texts,
                rule.priority(),
                tags,
                rule.exceptions(),
                rule.switches(),
                rule.capture(),
                rule.contexts());
    }

    private static MappedText joined(MappedText old, Optional<MappedText> more) {
        return more.map(text -> MappedTexts.joined(old, text)).orElse(old);
    }

    /** The rule with values replaced. */
    static RuleDraft replace(RuleDraft rule, RuleUpdate.Values values) {
        RuleDraft.Texts old = rule.texts();
        RuleDraft.Texts texts = new RuleDraft.Texts(
                values.condition().orElse(old.condition()),
                values.output().orElse(old.output()),
                values.description().orElse(old.description()));
        RuleDraft.Switches was = rule.switches();
        RuleDraft.Switches switches = new RuleDraft.Switches(
                values.enabled().orElse(was.enabled()),
                values.warnEventTypes().orElse(was.warnEventTypes()),
                values.skipUnknownFilter().orElse(was.skipUnknownFilter()));
        return new RuleDraft(
                rule.name(),
                rule.source(),
                rule.knownSource(),
                texts,
                values.priority().orElse(rule.priority()),
                values.tags().<java.util.SortedSet<String>>map(TreeSet::new).orElse(rule.tags()),
                values.exceptions().orElse(rule.exceptions()),
                switches,
                values.capture().over(rule.capture()),
                rule.contexts());
    }
}

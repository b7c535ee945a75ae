package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the output of one rule and what the configuration adds to it. Used once. */
final class OutputCompiler {
    private static final String CONTAINER_INFO = "%container.info";

    private final OutputAdditions additions;
    private final Remarks remarks;
    private final TemplateParser parser;
    private final RuleDraft rule;
    private final ItemContext context;
    private MappedText written;

    private OutputCompiler(ConditionChecker checker, OutputAdditions additions, RuleDraft rule, Remarks remarks) {
        this.additions = additions;
        this.remarks = remarks;
        this.parser = new TemplateParser(checker);
        this.rule = rule;
        this.context = rule.contexts().output();
        this.written = rule.texts().output();
    }

    /**
     * An output that was read.
     *
     * @param complete the whole text, with what the configuration adds
     * @param template the same, taken apart
     * @param extras the further fields that the configuration adds, by key
     */
    record Output(String complete, Template template, Map<String, ExtraTemplate> extras) {}

    /** Reads the output of a rule. */
    static Output compile(ConditionChecker checker, OutputAdditions additions, RuleDraft rule, Remarks remarks)
            throws LoadException, UnknownName {
        return new OutputCompiler(checker, additions, rule, remarks).compile();
    }

    private Output compile() throws LoadException, UnknownName {
        OutputAdditions.Subject subject = new OutputAdditions.Subject(rule.name(), rule.source(), rule.tags());
        String complete = additions.complete(subject, written.text());
        if (complete.contains(CONTAINER_INFO)) {
            remarks.add(
                    LoadCode.LOAD_DEPRECATED_ITEM,
                    "%container.info stands for nothing any more: the fields that the container plugin suggests are "
                            + "added to outputs by themselves. It can be removed.",
                    rule.contexts()
                            .rule()
                            .pointingAt(MappedTexts.part(
                                    written, complete.indexOf(CONTAINER_INFO), CONTAINER_INFO.length())));
            written = MappedTexts.without(written, CONTAINER_INFO);
            complete = complete.replace(CONTAINER_INFO, "");
        }
        Template template = template(complete);
        DeprecatedFields.remarkOutput(complete, written, context, remarks);
        Map<String, ExtraTemplate> extras = new LinkedHashMap<>();
        for (OutputAdditions.ExtraField field : additions.fields(subject).values()) {
            extras.put(field.key(), extra(field));
        }
        return new Output(complete, template, extras);
    }

    private Template template(String complete) throws LoadException, UnknownName {
        try {
            return parser.parse(complete);
        } catch (TemplateException e) {
            ItemContext where = context.pointingAt(MappedTexts.part(written, e.position(), e.end() - e.position()));
            UnknownName.skipIfWanted(rule, e.getMessage(), e.hint(), where);
            throw refused(e, where);
        }
    }

    private ExtraTemplate extra(OutputAdditions.ExtraField field) throws LoadException {
        try {
            ExtraTemplate extra = new ExtraTemplate(field.format(), parser.parse(field.format()), field.typed());
            DeprecatedFields.remarkOutput(field.format(), MappedText.unmapped(""), context, remarks);
            return extra;
        } catch (TemplateException e) {
            throw refused(e, context)
                    .withHint("the configuration adds the field '" + field.key() + "' to this rule, see append_output");
        }
    }

    private LoadException refused(TemplateException e, ItemContext where) {
        boolean own = e.position() < written.length();
        return new LoadException(LoadCode.LOAD_ERR_COMPILE_OUTPUT, e.getMessage(), where)
                .withHint(own ? e.hint() : Optional.of("the configuration adds this text, see append_output"));
    }
}

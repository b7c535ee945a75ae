package io.peregrine.app.rules;

import io.peregrine.config.Configuration;
import io.peregrine.config.FormatSettings;
import io.peregrine.config.OutputSettings;
import io.peregrine.fields.Catalog;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.loader.OutputAdditions;
import io.peregrine.output.stage.ThrottleLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a configuration adds to the outputs of rules: the texts and fields of {@code append_output}, and what throttling tells series apart by. */
final class ConfiguredAdditions {
    private ConfiguredAdditions() {}

    /** The additions in their order; suggested fields are those of each source's catalog. */
    static OutputAdditions of(Configuration configuration, Map<String, Catalog> catalogs) {
        List<OutputAdditions.Addition> additions = new ArrayList<>(throttleKeys(configuration.outputs()));
        for (FormatSettings.Append entry : configuration.format().append()) {
            List<OutputAdditions.ExtraField> fields = new ArrayList<>();
            entry.rawFields().forEach(field -> fields.add(OutputAdditions.ExtraField.typed(field)));
            entry.formattedFields().forEach((key, text) -> fields.add(OutputAdditions.ExtraField.text(key, text)));
            String rule = entry.match().rule();
            additions.add(new OutputAdditions.Addition(
                    name -> rule.isEmpty() || rule.equals(name),
                    present(entry.match().source()),
                    entry.match().tags(),
                    present(entry.extraOutput().strip()),
                    fields));
            if (entry.suggestedOutput()) {
                addSuggested(additions, entry.match(), catalogs);
            }
        }
        return new OutputAdditions(additions);
    }

    /** Fields that suggest themselves, of the source that the entry names or else of each. */
    private static void addSuggested(
            List<OutputAdditions.Addition> additions, FormatSettings.Match match, Map<String, Catalog> catalogs) {
        String rule = match.rule();
        catalogs.forEach((source, catalog) -> {
            if (match.source().isEmpty() || match.source().equals(source)) {
                additions.add(new OutputAdditions.Addition(
                        name -> rule.isEmpty() || rule.equals(name),
                        Optional.of(source),
                        match.tags(),
                        present(suggestedOutput(catalog)),
                        List.of()));
            }
        });
    }

    /** What tells one series of throttled alerts from another becomes an output field, so that every alert carries it. */
    private static List<OutputAdditions.Addition> throttleKeys(OutputSettings outputs) {
        List<ThrottleLimit> limits = ThrottleLimits.of(outputs);
        List<OutputAdditions.Addition> additions = new ArrayList<>();
        for (ThrottleLimit limit : limits) {
            additions.add(new OutputAdditions.Addition(
                    name -> ThrottleLimit.firstFor(name, limits)
                            .filter(limit::equals)
                            .isPresent(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    limit.key().stream().map(OutputAdditions.ExtraField::typed).toList()));
        }
        return additions;
    }

    /** What the fields that suggest themselves add to outputs: {@code static_site=%static.site}, one behind the other. */
    private static String suggestedOutput(Catalog catalog) {
        return catalog.fields().stream()
                .filter(field -> field.has(FieldFlag.SUGGESTED_OUTPUT))
                .map(field -> field.name().replace('.', '_') + "=%" + field.name())
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}

package io.peregrine.loader;

import io.peregrine.alert.Priority;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads an item that defines or changes a rule. */
final class RuleReader {
    static final String SYSCALL_SOURCE = "syscall";

    private static final Overrides.Allowed OVERRIDABLE = new Overrides.Allowed(
            Set.of("condition", "output", "desc", "tags", "exceptions"),
            Set.of(
                    "condition",
                    "output",
                    "desc",
                    "priority",
                    CaptureKeys.ENABLED,
                    CaptureKeys.DURATION,
                    CaptureKeys.EVENTS,
                    CaptureKeys.FILE_SIZE,
                    "tags",
                    "exceptions",
                    "enabled",
                    "warn_evttypes",
                    "skip-if-unknown-filter"));

    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Enum::name).toList();

    private final Remarks remarks;
    private final Definitions definitions;
    private final ExceptionReader exceptions;

    RuleReader(Remarks remarks, Definitions definitions) {
        this.remarks = remarks;
        this.definitions = definitions;
        this.exceptions = new ExceptionReader(remarks);
    }

    void read(YamlNode.Mapping mapping, Decoder item, String name) throws LoadException {
        Optional<String> source = item.emptyableText("source");
        boolean append = item.truth("append", false);
        if (append) {
            remarks.add(LoadCode.LOAD_DEPRECATED_ITEM, Wording.APPEND_KEY, item.context());
        }
        Overrides overrides = Overrides.read(item, mapping, OVERRIDABLE);
        if (append && !overrides.isEmpty()) {
            throw LoadException.structure(Wording.OVERRIDE_AND_APPEND, item.context());
        }
        if (!overrides.isEmpty()) {
            change(item, name, source, overrides);
        } else if (append) {
            definitions.append(appended(item, name, source), remarks);
        } else if (!item.has("condition") && !item.has("output") && !item.has("desc") && !item.has("priority")) {
            boolean enabled = item.truth("enabled");
            remarks.add(LoadCode.LOAD_DEPRECATED_ITEM, Wording.ENABLED_KEY, item.context());
            definitions.enable(name, enabled, item.context());
        } else {
            definitions.define(definition(item, name), remarks);
        }
    }

    private RuleDraft definition(Decoder item, String name) throws LoadException {
        MappedText condition = item.mapped("condition");
        MappedText output = MappedTexts.trimmed(item.mapped("output"));
        RuleDraft.Texts texts = new RuleDraft.Texts(condition, output, item.text("desc"));
        Priority priority = priority(item);
        String source = item.optionalText("source").orElse(SYSCALL_SOURCE);
        boolean enabled = item.truth("enabled", true);
        CaptureKeys capture = CaptureKeys.read(item, item::has);
        boolean warn = item.truth("warn_evttypes", true);
        boolean skip = item.truth("skip-if-unknown-filter", false);
        TreeSet<String> tags = tags(item, true);
        return new RuleDraft(
                name,
                source,
                true,
                texts,
                priority,
                tags,
                exceptions.read(item, false),
                new RuleDraft.Switches(enabled, warn, skip),
                capture.settings(),
                new RuleDraft.Contexts(
                        item.context(), item.at("rule condition", "condition"), item.at("rule output", "output")));
    }

    private static TreeSet<String> tags(Decoder item, boolean optional) throws LoadException {
        TreeSet<String> tags = new TreeSet<>();
        for (YamlNode.Scalar tag : item.scalars("tags", optional)) {
            tags.add(tag.value());
        }
        return tags;
    }

    private static Priority priority(Decoder item) throws LoadException {
        String text = item.text("priority");
        return Priority.parse(text)
                .orElseThrow(() -> LoadException.structure("Invalid priority", item.at("rule priority", "priority"))
                        .withHint(NameDistance.suggestion(text.toUpperCase(Locale.ROOT), PRIORITIES)
                                .or(() -> Optional.of("write one of " + String.join(", ", PRIORITIES)))));
    }

    private RuleUpdate appended(Decoder item, String name, Optional<String> source) throws LoadException {
        UpdateBuilder update = new UpdateBuilder();
        if (item.has("condition")) {
            update.condition = Optional.of(item.mapped("condition"));
        }
        if (item.has("exceptions")) {
            update.exceptions = Optional.of(exceptions.read(item, true));
        }
        return new RuleUpdate(name, source, update.build(), item.context());
    }

    private void change(Decoder item, String name, Optional<String> source, Overrides overrides) throws LoadException {
        Set<String> unused = Overrides.present(item, OVERRIDABLE);
        if (!overrides.append().isEmpty()) {
            definitions.append(update(item, name, source, new Change("append", overrides.append(), unused)), remarks);
        }
        if (!overrides.replace().isEmpty()) {
            definitions.replace(update(item, name, source, new Change("replace", overrides.replace(), unused)));
        }
        for (String key : unused) {
            throw LoadException.structure(
                            "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.",
                            item.context().child("overrides", key, item.required(key)))
                    .withHint("write '" + key + ": replace' under override"
                            + (OVERRIDABLE.append().contains(key) ? ", or '" + key + ": append'" : ""));
        }
    }

    /** One of the two ways to change a rule, the keys to change and those that no way has taken yet. */
    private record Change(String way, Set<String> keys, Set<String> unused) {
        boolean takes(String key, Decoder item) throws LoadException {
            if (!keys.contains(key)) {
                return false;
            }
            if (!unused.remove(key)) {
                throw LoadException.structure(
                        "An " + way + " override for '" + key + "' was specified but '" + key + "' is not defined",
                        Overrides.pointingAt(key, item));
            }
            return true;
        }
    }

    private RuleUpdate update(Decoder item, String name, Optional<String> source, Change change) throws LoadException {
        UpdateBuilder update = new UpdateBuilder();
        ItemContext context = item.context();
        boolean condition = change.takes("condition", item);
        update.condition = condition ? Optional.of(item.mapped("condition")) : Optional.empty();
        if (change.takes("exceptions", item)) {
            update.exceptions = Optional.of(exceptions.read(item, change.way().equals("append")));
        }
        update.output = change.takes("output", item) ? Optional.of(item.mapped("output")) : Optional.empty();
        update.description = change.takes("desc", item) ? Optional.of(item.text("desc")) : Optional.empty();
        update.tags = change.takes("tags", item) ? Optional.of(tags(item, true)) : Optional.empty();
        update.priority = change.takes("priority", item) ? Optional.of(priority(item)) : Optional.empty();
        update.capture = CaptureKeys.read(item, key -> change.takes(key, item));
        update.enabled = truth(item, "enabled", change);
        update.warnEventTypes = truth(item, "warn_evttypes", change);
        update.skipUnknownFilter = truth(item, "skip-if-unknown-filter", change);
        return new RuleUpdate(name, condition ? source : Optional.empty(), update.build(), context);
    }

    private static Optional<Boolean> truth(Decoder item, String key, Change change) throws LoadException {
        return change.takes(key, item) ? Optional.of(item.truth(key)) : Optional.empty();
    }

    /** What changes, while it is read. */
    private static final class UpdateBuilder {
        private Optional<MappedText> condition = Optional.empty();
        private Optional<MappedText> output = Optional.empty();
        private Optional<String> description = Optional.empty();
        private Optional<TreeSet<String>> tags = Optional.empty();
        private Optional<List<ExceptionDefinition>> exceptions = Optional.empty();
        private Optional<Priority> priority = Optional.empty();
        private Optional<Boolean> enabled = Optional.empty();
        private Optional<Boolean> warnEventTypes = Optional.empty();
        private Optional<Boolean> skipUnknownFilter = Optional.empty();
        private CaptureKeys capture = CaptureKeys.NONE;

        RuleUpdate.Values build() {
            return new RuleUpdate.Values(
                    condition,
                    output,
                    description,
                    tags.map(Set::copyOf),
                    exceptions,
                    priority,
                    enabled,
                    warnEventTypes,
                    skipUnknownFilter,
                    capture);
        }
    }
}

package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one file item by item into {@link Definitions}; the first item that is wrong ends it. */
final class RuleFileReader {
    /** What a character of an item takes in memory while the item is read, and one of a list, of whose items places alone are kept. */
    private static final long BYTES_FOR_A_CHARACTER = 16;

    private static final long BYTES_FOR_A_CHARACTER_OF_A_LIST = 4;

    private static final String MACRO_NAME = "([a-zA-Z]+[a-zA-Z0-9_]*)";
    private static final String LIST_NAME = "([^()\"'[:space:]=,]+)";
    private static final Pattern MACRO_NAMES = Pattern.compile("[a-zA-Z]+[a-zA-Z0-9_]*");
    private static final Pattern LIST_NAMES = Pattern.compile("[^()\"' \\t\\n\\x0B\\f\\r=,]+");
    private static final Set<String> ITEMS =
            new TreeSet<>(Set.of("rule", "macro", "list", "required_engine_version", "required_plugin_versions"));
    private static final Set<String> LIST_KEYS = Set.of("list", "items", "append", "override");
    private static final Set<String> MACRO_KEYS = Set.of("macro", "condition", "append", "override");
    private static final Set<String> RULE_KEYS = Set.of(
            "rule",
            "condition",
            "output",
            "desc",
            "priority",
            "source",
            "enabled",
            CaptureKeys.ENABLED,
            CaptureKeys.DURATION,
            CaptureKeys.EVENTS,
            CaptureKeys.FILE_SIZE,
            "warn_evttypes",
            "skip-if-unknown-filter",
            "tags",
            "exceptions",
            "override",
            "append");
    private static final Overrides.Allowed LIST_OVERRIDES = new Overrides.Allowed(Set.of("items"), Set.of("items"));
    private static final Overrides.Allowed MACRO_OVERRIDES =
            new Overrides.Allowed(Set.of("condition"), Set.of("condition"));

    private final Remarks remarks;
    private final Definitions definitions;

    RuleFileReader(Remarks remarks, Definitions definitions) {
        this.remarks = remarks;
        this.definitions = definitions;
    }

    /** Reads a file with the documents that are in it; answers whether all of it could be read. */
    boolean read(SourceText file, YamlDocuments documents) {
        ItemContext whole = ItemContext.of(file);
        if (documents.problem().isPresent()) {
            YamlDocuments.Problem problem = documents.problem().get();
            remarks.add(LoadCode.LOAD_ERR_YAML_PARSE, problem.message(), whole.child("value for", "", problem.span()));
            return false;
        }
        try {
            for (YamlNode document : documents.documents()) {
                document(document, whole);
            }
            return true;
        } catch (LoadException e) {
            remarks.add(e.hint().isPresent() ? e : e.withHint(Hints.unclosedQuote(documents.documents())));
            return false;
        }
    }

    private void document(YamlNode document, ItemContext whole) throws LoadException {
        switch (document) {
            case YamlNode.Scalar scalar when scalar.isNull() -> {}
            case YamlNode.Scalar _ ->
                throw LoadException.structure("Rules content is not yaml", whole.pointingAt(document));
            case YamlNode.Mapping _ ->
                throw LoadException.structure("Rules content is not yaml array of objects", whole.pointingAt(document))
                        .withHint("write '- ' before each item of the file");
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    if (!Decoder.isNull(item)) {
                        item(item, whole);
                    }
                }
            }
        }
    }

    private void item(YamlNode node, ItemContext whole) throws LoadException {
        if (!(node instanceof YamlNode.Mapping item)) {
            throw LoadException.structure(
                    "Unexpected element type. Each element should be a yaml associative array.",
                    whole.child("rules content item", "", node));
        }
        LoadException.requireRoom(
                (item.get("list").isPresent() ? BYTES_FOR_A_CHARACTER_OF_A_LIST : BYTES_FOR_A_CHARACTER)
                        * (item.span().end() - item.span().start()),
                whole.child("rules content item", "", node));
        Decoder.requireTextKeys(item, whole);
        if (item.get("required_engine_version").isPresent()) {
            ItemContext context = whole.child("required_engine_version", "", item);
            definitions.require(RequirementReader.engineVersion(new Decoder(item, context)));
            warnOfUnknownKeys(item, Set.of("required_engine_version"), context);
        } else if (item.get("required_plugin_versions").isPresent()) {
            YamlNode plugins = item.get("required_plugin_versions").get();
            RequirementReader.plugins(plugins, whole).forEach(definitions::require);
            warnOfUnknownKeys(
                    item, Set.of("required_plugin_versions"), whole.child("required plugin versions", "", item));
        } else if (item.get("list").isPresent()) {
            list(item, whole);
        } else if (item.get("macro").isPresent()) {
            macro(item, whole);
        } else if (item.get("rule").isPresent()) {
            Decoder decoder = named(item, "rule", whole);
            new RuleReader(remarks, definitions).read(item, decoder, decoder.text("rule"));
            warnOfUnknownKeys(item, RULE_KEYS, decoder.context());
        } else {
            remarks.add(
                    LoadCode.LOAD_UNKNOWN_ITEM,
                    "Unknown top level item",
                    Hints.item(item, ITEMS),
                    whole.child("rules content item", "", item));
        }
    }

    private static Decoder named(YamlNode.Mapping item, String kind, ItemContext whole) throws LoadException {
        String name = new Decoder(item, whole.child(kind, "", item)).text(kind);
        return new Decoder(item, whole.child(kind, name, item));
    }

    private void list(YamlNode.Mapping item, ItemContext whole) throws LoadException {
        Decoder decoder = named(item, "list", whole);
        String name = decoder.text("list");
        if (!LIST_NAMES.matcher(name).matches()) {
            remarks.add(
                    LoadCode.LOAD_INVALID_LIST_NAME,
                    "List has an invalid name. List names should match a regular expression: " + LIST_NAME,
                    decoder.context());
        }
        List<MappedText> items = decoder.texts("items");
        boolean append = appends(item, decoder, LIST_OVERRIDES, "items");
        ListDefinition list = new ListDefinition(name, items, 0, 0, decoder.context());
        if (append) {
            definitions.append(list);
        } else {
            definitions.define(list);
        }
        warnOfUnknownKeys(item, LIST_KEYS, decoder.context());
    }

    private void macro(YamlNode.Mapping item, ItemContext whole) throws LoadException {
        Decoder decoder = named(item, "macro", whole);
        String name = decoder.text("macro");
        if (!MACRO_NAMES.matcher(name).matches()) {
            remarks.add(
                    LoadCode.LOAD_INVALID_MACRO_NAME,
                    "Macro has an invalid name. Macro names should match a regular expression: " + MACRO_NAME,
                    decoder.context());
        }
        MappedText condition = decoder.mapped("condition");
        ItemContext conditionContext = decoder.at("macro condition", "condition");
        boolean append = appends(item, decoder, MACRO_OVERRIDES, "condition");
        MacroDefinition macro = new MacroDefinition(name, condition, 0, 0, decoder.context(), conditionContext);
        if (append) {
            definitions.append(macro);
        } else {
            definitions.define(macro);
        }
        warnOfUnknownKeys(item, MACRO_KEYS, decoder.context());
    }

    private boolean appends(YamlNode.Mapping item, Decoder decoder, Overrides.Allowed allowed, String key)
            throws LoadException {
        boolean append = decoder.truth("append", false);
        if (append) {
            remarks.add(LoadCode.LOAD_DEPRECATED_ITEM, Wording.APPEND_KEY, decoder.context());
        }
        Overrides overrides = Overrides.read(decoder, item, allowed);
        if (append && !overrides.isEmpty()) {
            throw LoadException.structure(Wording.OVERRIDE_AND_APPEND, decoder.context());
        }
        return append || overrides.append().contains(key);
    }

    private void warnOfUnknownKeys(YamlNode.Mapping item, Set<String> known, ItemContext context) {
        for (YamlNode.Entry entry : item.entries()) {
            String name = entry.key() instanceof YamlNode.Scalar scalar ? scalar.asKey() : "";
            if (!known.contains(name)) {
                remarks.add(
                        LoadCode.LOAD_UNKNOWN_KEY,
                        "Unknown key '" + name + "'. The key will be ignored.",
                        NameDistance.suggestion(name, known),
                        context.pointingAt(entry.key().span()));
            }
        }
    }
}

package io.peregrine.loader;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the exceptions of a rule. */
final class ExceptionReader {
    private final Remarks remarks;

    ExceptionReader(Remarks remarks) {
        this.remarks = remarks;
    }

    /**
     * The exceptions of an item.
     *
     * @param append whether they are added to those of an earlier item; then fields may be missing
     */
    List<ExceptionDefinition> read(Decoder rule, boolean append) throws LoadException {
        List<ExceptionDefinition> exceptions = new ArrayList<>();
        Optional<YamlNode> node = rule.node("exceptions").filter(n -> !Decoder.isNull(n));
        if (node.isEmpty()) {
            return exceptions;
        }
        ItemContext where = rule.context().child("exceptions", "", node.get());
        if (!(node.get() instanceof YamlNode.Sequence sequence)) {
            throw LoadException.structure("Rule exceptions must be a sequence", where);
        }
        for (YamlNode item : sequence.items()) {
            ItemContext unnamed = where.child("exception", "", item);
            if (!(item instanceof YamlNode.Mapping mapping)) {
                throw LoadException.structure("Rule exception must be a mapping", unnamed);
            }
            Decoder.requireTextKeys(mapping, unnamed);
            String name = new Decoder(mapping, unnamed).text("name");
            ItemContext named = rule.context().child("exception", name, item);
            if (exceptions.stream().anyMatch(other -> other.name().equals(name))) {
                remarks.add(
                        LoadCode.LOAD_EXCEPTION_NAME_NOT_UNIQUE,
                        "Multiple definitions of exception '" + name + "' in the same rule",
                        named);
            }
            exceptions.add(exception(name, new Decoder(mapping, named), append));
        }
        return exceptions;
    }

    private ExceptionDefinition exception(String name, Decoder item, boolean append) throws LoadException {
        ExceptionEntry fields = entry(item, "fields", append);
        ExceptionEntry comps = entry(item, "comps", true);
        return new ExceptionDefinition(name, fields, comps, values(item, append), item.context());
    }

    private List<ExceptionEntry> values(Decoder item, boolean append) throws LoadException {
        List<ExceptionEntry> values = new ArrayList<>();
        Optional<YamlNode> node = item.node("values");
        if (node.isEmpty()) {
            if (append) {
                remarks.add(
                        LoadCode.LOAD_APPEND_NO_VALUES,
                        "Overriding/appending exception with no values",
                        item.context());
            }
            return values;
        }
        ItemContext where = item.context().child("exception values", "", node.get());
        if (!(node.get() instanceof YamlNode.Sequence sequence)) {
            throw LoadException.structure("Rule exception values must be a sequence", where);
        }
        for (YamlNode value : sequence.items()) {
            values.add(entry(value, "", where.child("exception value", "", value)));
        }
        return values;
    }

    private static ExceptionEntry entry(Decoder item, String key, boolean optional) throws LoadException {
        return optional && !item.has(key) ? ExceptionEntry.none() : entry(item.required(key), key, item.context());
    }

    private static ExceptionEntry entry(YamlNode node, String key, ItemContext parent) throws LoadException {
        ItemContext where = parent.child("value for", key, node);
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.isNull() -> ExceptionEntry.none();
            case YamlNode.Scalar scalar
            when scalar.value().isEmpty() -> throw LoadException.structure("Value must be non-empty", where);
            case YamlNode.Scalar scalar -> new ExceptionEntry.One(scalar.mapped());
            case YamlNode.Mapping _ -> ExceptionEntry.none();
            case YamlNode.Sequence sequence -> {
                List<ExceptionEntry> items = new ArrayList<>();
                for (YamlNode item : sequence.items()) {
                    items.add(entry(item, "", where.child("exception", "", item)));
                }
                yield new ExceptionEntry.Many(items);
            }
        };
    }
}

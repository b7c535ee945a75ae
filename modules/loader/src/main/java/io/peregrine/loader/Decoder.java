package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.TextList;
import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values of one mapping by key, and says what is wrong with them. */
final class Decoder {
    private static final Map<String, Boolean> TRUTHS = Map.of(
            "y", true, "yes", true, "true", true, "on", true, "n", false, "no", false, "false", false, "off", false);

    private static final Pattern NUMBER = Pattern.compile("\\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)");

    private final YamlNode.Mapping mapping;
    private final ItemContext context;

    Decoder(YamlNode.Mapping mapping, ItemContext context) {
        this.mapping = mapping;
        this.context = context;
    }

    /**
     * Refuses a mapping with a key that is a mapping or sequence itself: no item has such a key. That counts as a fault in the form of the file,
     * as in Falco.
     */
    static void requireTextKeys(YamlNode.Mapping mapping, ItemContext context) throws LoadException {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!(entry.key() instanceof YamlNode.Scalar)) {
                throw new LoadException(
                        LoadCode.LOAD_ERR_YAML_PARSE,
                        "a key must be a text",
                        context.child("value for", "", entry.key()));
            }
        }
    }

    ItemContext context() {
        return context;
    }

    boolean has(String key) {
        return mapping.get(key).isPresent();
    }

    Optional<YamlNode> node(String key) {
        return mapping.get(key);
    }

    YamlNode required(String key) throws LoadException {
        return mapping.get(key)
                .orElseThrow(() -> LoadException.structure("Item has no mapping for key '" + key + "'", context)
                        .withHint(Hints.misspelt(key, mapping)));
    }

    /** The context of the value of a key. */
    ItemContext at(String kind, String key) {
        return mapping.get(key).map(node -> context.child(kind, "", node)).orElse(context);
    }

    YamlNode.Scalar scalar(String key) throws LoadException {
        YamlNode node = required(key);
        if (isNull(node)) {
            throw LoadException.structure("Mapping for key '" + key + "' is empty", context.pointingAt(node));
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw LoadException.structure("Value is not a scalar value", context.child("value for", key, node));
        }
        if (scalar.value().isEmpty()) {
            throw LoadException.structure("Value must be non-empty", context.child("value for", key, node));
        }
        return scalar;
    }

    String text(String key) throws LoadException {
        return scalar(key).value();
    }

    MappedText mapped(String key) throws LoadException {
        return scalar(key).mapped();
    }

    Optional<String> optionalText(String key) throws LoadException {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** As {@link #optionalText}, where no value counts as none. */
    Optional<String> emptyableText(String key) throws LoadException {
        Optional<YamlNode> node = mapping.get(key);
        boolean empty = node.isEmpty()
                || isNull(node.get())
                || (node.get() instanceof YamlNode.Scalar scalar
                        && scalar.value().isEmpty());
        return empty ? Optional.empty() : Optional.of(text(key));
    }

    boolean truth(String key) throws LoadException {
        YamlNode.Scalar scalar = scalar(key);
        String word = scalar.value();
        String lower = word.toLowerCase(Locale.ROOT);
        boolean oneCase = word.equals(lower)
                || word.equals(word.toUpperCase(Locale.ROOT))
                || word.equals(word.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        if (!oneCase || !TRUTHS.containsKey(lower)) {
            throw undecodable(key, scalar, Hints.TRUTH);
        }
        return TRUTHS.get(lower);
    }

    boolean truth(String key, boolean otherwise) throws LoadException {
        return has(key) ? truth(key) : otherwise;
    }

    /** A number from 0 to 2^32 - 1, decimal, octal with a leading 0 or hexadecimal with 0x; blanks may follow it. */
    long number(String key) throws LoadException {
        YamlNode.Scalar scalar = scalar(key);
        String text = scalar.value().stripTrailing();
        if (NUMBER.matcher(text).matches()) {
            try {
                long number = Long.decode(text);
                if (number <= 0xffff_ffffL) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw undecodable(key, scalar, Hints.NUMBER);
            }
        }
        throw undecodable(key, scalar, Hints.NUMBER);
    }

    private LoadException undecodable(String key, YamlNode.Scalar scalar, String hint) {
        return LoadException.structure("Can't decode YAML scalar value", context.child("value for", key, scalar))
                .withHint(hint);
    }

    /** The scalars of a sequence; empty when the key is missing and may be. */
    List<YamlNode.Scalar> scalars(String key, boolean optional) throws LoadException {
        if (optional && !has(key)) {
            return List.of();
        }
        List<YamlNode.Scalar> scalars = new ArrayList<>();
        for (YamlNode item : items(key)) {
            scalars.add(scalar(item, key));
        }
        return scalars;
    }

    /** The texts of a sequence of scalars, with their places. */
    List<MappedText> texts(String key) throws LoadException {
        TextList.Builder texts = new TextList.Builder();
        for (YamlNode item : items(key)) {
            texts.add(scalar(item, key).mapped());
        }
        return texts.build();
    }

    private List<YamlNode> items(String key) throws LoadException {
        YamlNode node = required(key);
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw LoadException.structure("Value is not a sequence", context.child("value for", key, node));
        }
        return sequence.items();
    }

    private YamlNode.Scalar scalar(YamlNode item, String key) throws LoadException {
        if (!(item instanceof YamlNode.Scalar scalar) || isNull(item)) {
            ItemContext where = context.child("value for", key, required(key));
            throw LoadException.structure("sequence value is not scalar", where.child("list item", "", item));
        }
        return scalar;
    }

    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isNull();
    }
}

package io.peregrine.authoring.format;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.List;

/** Whether two trees say the same: equal keys and values in equal order, and scalars of one kind, plain or not. */
final class SameMeaning {
    private SameMeaning() {}

    static boolean same(YamlNode left, YamlNode right) {
        return switch (left) {
            case YamlNode.Scalar scalar ->
                right instanceof YamlNode.Scalar other
                        && scalar.value().equals(other.value())
                        && (scalar.style() == YamlNode.Style.PLAIN) == (other.style() == YamlNode.Style.PLAIN);
            case YamlNode.Sequence sequence ->
                right instanceof YamlNode.Sequence other && same(sequence.items(), other.items());
            case YamlNode.Mapping mapping ->
                right instanceof YamlNode.Mapping other
                        && same(keys(mapping), keys(other))
                        && same(values(mapping), values(other));
        };
    }

    static boolean same(List<YamlNode> left, List<YamlNode> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<YamlNode> keys(YamlNode.Mapping mapping) {
        return mapping.entries().stream().map(YamlNode.Entry::key).toList();
    }

    private static List<YamlNode> values(YamlNode.Mapping mapping) {
        return mapping.entries().stream().map(YamlNode.Entry::value).toList();
    }
}

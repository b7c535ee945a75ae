package io.peregrine.fuzz;

import io.peregrine.fields.Catalog;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.syntax.Transformer;
import java.util.ArrayList;
import java.util.List;

/** The words of which conditions and rule files are made, and some that belong nowhere. */
final class Words {
    private static final List<String> PUNCTUATION = List.of(
            " and ",
            " or ",
            " not ",
            "(",
            ")",
            ", ",
            "[1]",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            " ",
            "\n",
            "\t",
            "\b",
            "\0",
            "=",
            "!=",
            "<",
            ">=",
            "%",
            "*",
            "?",
            "/",
            ":",
            "é",
            "\uD83D\uDE00",
            "\uFFFF",
            "0x1f",
            "-1",
            "18446744073709551616",
            "1.5",
            "10.0.0.0/8",
            "::1",
            "ffff::/129",
            "5s",
            "3ms");
    private static final List<String> KEYS = List.of(
            "- rule: r\n",
            "- macro: m\n",
            "- list: l\n",
            "  condition: ",
            "  output: ",
            "  desc: ",
            "  priority: ",
            "  tags: ",
            "  items: [",
            "  exceptions:\n",
            "    - name: e\n",
            "      fields: ",
            "      comps: ",
            "      values: ",
            "  append: true\n",
            "  override: {condition: append}\n",
            "  enabled: false\n",
            "  source: ",
            "- required_engine_version: 0.62.0\n",
            "- required_plugin_versions:\n",
            "---\n",
            "...\n",
            "- ",
            "  ",
            "{",
            "}",
            "&a ",
            "*a",
            "!!str ",
            "<<: ",
            "? ",
            ": ",
            "# ",
            "|\n",
            ">-\n",
            "null",
            "~",
            "[",
            "]",
            "%TAG ! x\n");

    private Words() {}

    /** The words of conditions. */
    static List<String> ofConditions(Catalog catalog) {
        List<String> words = new ArrayList<>(PUNCTUATION);
        for (Operator operator : Operator.values()) {
            words.add(" " + operator.symbol() + " ");
        }
        for (Quantifier quantifier : Quantifier.values()) {
            words.add(" " + quantifier.name().toLowerCase(java.util.Locale.ROOT) + " ");
        }
        for (Transformer transformer : Transformer.values()) {
            words.add(transformer.word() + "(");
        }
        catalog.fields().stream().map(FieldInfo::name).forEach(words::add);
        return words;
    }

    /** The words of rule files. */
    static List<String> ofRules(Catalog catalog) {
        List<String> words = new ArrayList<>(ofConditions(catalog));
        for (int i = 0; i < 8; i++) {
            words.addAll(KEYS);
        }
        return words;
    }
}

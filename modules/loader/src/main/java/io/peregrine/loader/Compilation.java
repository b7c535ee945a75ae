package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.resolve.Macro;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All lists, macros and rules as compiled after one file, and which lists and macros were used. Filled by {@link Compiler}. */
final class Compilation {
    private final Map<String, List<MappedText>> lists = new LinkedHashMap<>();
    private final Map<String, Macro> macros = new LinkedHashMap<>();
    private final Map<String, CompiledRule> rules = new LinkedHashMap<>();
    private final Set<String> usedLists = new HashSet<>();
    private final Set<String> usedMacros = new HashSet<>();

    Map<String, List<MappedText>> lists() {
        return lists;
    }

    Map<String, Macro> macros() {
        return macros;
    }

    Map<String, CompiledRule> rules() {
        return rules;
    }

    Set<String> usedLists() {
        return usedLists;
    }

    Set<String> usedMacros() {
        return usedMacros;
    }
}

package io.peregrine.loader;

import io.peregrine.diagnostics.Severity;

/**
 * The kinds of remarks that loading makes; the names are the codes that tools match on. {@link #LOAD_ERR_FILE_READ}, {@link #LOAD_ERR_EXTENSION} and
 * {@link #LOAD_WARNING_EXTENSION} are never made: a file that cannot be read ends the command with a sentence, and there are no extensions.
 */
public enum LoadCode {
    LOAD_ERR_FILE_READ("File read error"),
    LOAD_ERR_YAML_PARSE("YAML parse error"),
    LOAD_ERR_YAML_VALIDATE("Error validating internal structure of YAML file"),
    LOAD_ERR_COMPILE_CONDITION("Error compiling condition"),
    LOAD_ERR_COMPILE_OUTPUT("Error compiling output"),
    LOAD_ERR_VALIDATE("Error validating rule/macro/list/exception objects"),
    LOAD_ERR_EXTENSION("Error in extension item"),
    LOAD_UNKNOWN_SOURCE(
            "Unknown event source", "The rule is for an event source that nothing here provides. It is left out."),
    LOAD_UNSAFE_NA_CHECK(
            "Unsafe <NA> comparison in condition",
            "The condition compares a field with <NA>, which depends on how missing values are shown; 'exists' asks for them safely."),
    LOAD_NO_EVTTYPE(
            "Condition has no event-type restriction",
            "The condition leaves so many event types open that it is tested for nearly every event."),
    LOAD_UNKNOWN_FILTER(
            "Unknown field or event-type in condition or output",
            "The condition or output names a field or event type that does not exist; the rule asks to be left out then."),
    LOAD_UNUSED_MACRO("Unused macro", "No rule or macro uses the macro."),
    LOAD_UNUSED_LIST("Unused list", "No rule, macro or list uses the list."),
    LOAD_UNKNOWN_ITEM("Unknown rules file item", "The item is none that a rules file can have. It is ignored."),
    LOAD_DEPRECATED_ITEM("Used deprecated item", "What is used here will go away or has lost its meaning."),
    LOAD_WARNING_EXTENSION("Warning in extension item", "An extension of the loader has a remark."),
    LOAD_APPEND_NO_VALUES("Overriding/appending with no values", "The item changes an exception but brings no values."),
    LOAD_EXCEPTION_NAME_NOT_UNIQUE(
            "Multiple exceptions defined with the same name",
            "Two exceptions of one rule have the same name; later items can only change the first."),
    LOAD_INVALID_MACRO_NAME("Invalid macro name", "A condition cannot use a macro with such a name."),
    LOAD_INVALID_LIST_NAME("Invalid list name", "A condition may not find a list with such a name."),
    LOAD_COMPILE_CONDITION("Warning in rule condition", "The condition may not mean what it seems to say."),
    LOAD_UNKNOWN_KEY(
            "Unknown key in item definition",
            "The item has a key that such items do not know, perhaps misspelt. It is ignored.");

    private final Severity severity;
    private final String title;
    private final String description;

    /** An error, whose title says it all. */
    LoadCode(String title) {
        this.severity = Severity.ERROR;
        this.title = title;
        this.description = title;
    }

    /** A warning. */
    LoadCode(String title, String description) {
        this.severity = Severity.WARNING;
        this.title = title;
        this.description = description;
    }

    /** Whether it makes a file invalid. */
    public Severity severity() {
        return severity;
    }

    /** What the code means, for results that machines read. */
    public String description() {
        return description;
    }

    /** The few words that summaries print behind the code. */
    public String title() {
        return title;
    }
}

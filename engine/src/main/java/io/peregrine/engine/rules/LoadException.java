package io.peregrine.engine.rules;

/** An item was refused, and with it the rest of its file. Caught by {@link RuleLoader}, never seen outside. */
final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoadCode code;
    private final transient ItemContext context;

    LoadException(LoadCode code, String message, ItemContext context) {
        super(message, null, false, false);
        this.code = code;
        this.context = context;
    }

    static LoadException structure(String message, ItemContext context) {
        return new LoadException(LoadCode.LOAD_ERR_YAML_VALIDATE, message, context);
    }

    static LoadException meaning(String message, ItemContext context) {
        return new LoadException(LoadCode.LOAD_ERR_VALIDATE, message, context);
    }

    LoadCode code() {
        return code;
    }

    ItemContext context() {
        return context;
    }
}

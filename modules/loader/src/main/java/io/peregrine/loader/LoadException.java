package io.peregrine.loader;

import io.peregrine.diagnostics.HeapRoom;
import java.util.Optional;

/** An item was refused, and with it the rest of its file. Caught by {@link RuleLoader}, never seen outside. */
final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoadCode code;
    private final transient ItemContext context;
    private final transient Optional<String> hint;

    LoadException(LoadCode code, String message, ItemContext context) {
        this(code, message, context, Optional.empty());
    }

    private LoadException(LoadCode code, String message, ItemContext context, Optional<String> hint) {
        super(message, null, false, false);
        this.code = code;
        this.context = context;
        this.hint = hint;
    }

    LoadException withHint(Optional<String> sentence) {
        return new LoadException(code, getMessage(), context, sentence);
    }

    LoadException withHint(String sentence) {
        return withHint(Optional.of(sentence));
    }

    Optional<String> hint() {
        return hint;
    }

    static LoadException structure(String message, ItemContext context) {
        return new LoadException(LoadCode.LOAD_ERR_YAML_VALIDATE, message, context);
    }

    static LoadException meaning(String message, ItemContext context) {
        return new LoadException(LoadCode.LOAD_ERR_VALIDATE, message, context);
    }

    /** Refuses to go on where the memory does not hold so many bytes more. */
    static void requireRoom(long bytes, ItemContext context) throws LoadException {
        if (!HeapRoom.has(bytes)) {
            throw new LoadException(LoadCode.LOAD_ERR_VALIDATE, HeapRoom.refusal("The rules need"), context);
        }
    }

    LoadCode code() {
        return code;
    }

    ItemContext context() {
        return context;
    }
}

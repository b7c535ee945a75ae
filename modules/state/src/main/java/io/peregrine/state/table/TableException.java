package io.peregrine.state.table;

/** Tells why a table refuses something. The words are those of libs 0.25.2, which plugins see as the owner's last error. */
public final class TableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason. */
    public TableException(String reason) {
        super(reason);
    }
}

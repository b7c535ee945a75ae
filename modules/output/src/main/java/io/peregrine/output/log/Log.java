package io.peregrine.output.log;

/** Where messages for the operator go. Implementations are safe for any thread and never fail or block for long. */
public interface Log {

    /** Writes a message; the text is one line without a line end. */
    void log(LogLevel level, String message);

    /** Writes a message of level {@link LogLevel#ERROR}. */
    default void error(String message) {
        log(LogLevel.ERROR, message);
    }

    /** Writes a message of level {@link LogLevel#WARNING}. */
    default void warning(String message) {
        log(LogLevel.WARNING, message);
    }

    /** Writes a message of level {@link LogLevel#NOTICE}. */
    default void notice(String message) {
        log(LogLevel.NOTICE, message);
    }

    /** Writes a message of level {@link LogLevel#INFO}. */
    default void info(String message) {
        log(LogLevel.INFO, message);
    }

    /** Writes a message of level {@link LogLevel#DEBUG}. */
    default void debug(String message) {
        log(LogLevel.DEBUG, message);
    }
}

package io.peregrine.container.http;

import java.io.IOException;

/** The other side did not answer in time. */
public final class AnswerTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTimeoutException() {
        super("no answer came in time");
    }
}

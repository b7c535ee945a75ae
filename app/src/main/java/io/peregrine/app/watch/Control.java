package io.peregrine.app.watch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What other threads ask of an event loop: to stop, to reload, to reopen outputs. Requests are bits that signal handlers set and the loop
 * takes between two events; asking twice before it looks is asking once.
 */
public final class Control {
    /** One request. */
    public enum Request {
        STOP,
        RELOAD,
        REOPEN_OUTPUTS;

        private int bit() {
            return 1 << ordinal();
        }
    }

    private final AtomicInteger requests = new AtomicInteger();

    /** Asks for something; callable from any thread and from signal handlers. */
    public void ask(Request request) {
        requests.getAndUpdate(bits -> bits | request.bit());
    }

    /** Whether anything is asked for; one load without a fence on the common path. */
    public boolean isQuiet() {
        return requests.getOpaque() == 0;
    }

    /** Whether this is asked for; a request to stop stays, any other is taken back. */
    public boolean take(Request request) {
        if (request == Request.STOP) {
            return (requests.get() & request.bit()) != 0;
        }
        return (requests.getAndUpdate(bits -> bits & ~request.bit()) & request.bit()) != 0;
    }
}

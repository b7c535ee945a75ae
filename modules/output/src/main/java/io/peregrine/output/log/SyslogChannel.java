package io.peregrine.output.log;

/** A way to the system log. Safe for any thread. */
public interface SyslogChannel {

    /**
     * Sends a message of one line.
     *
     * @param severity 0 (emergency) to 7 (debug)
     * @return whether the system log took it
     */
    boolean send(int severity, String message);
}

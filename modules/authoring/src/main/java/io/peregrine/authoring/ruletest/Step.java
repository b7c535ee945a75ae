package io.peregrine.authoring.ruletest;

import io.peregrine.event.SourceName;
import java.nio.file.Path;
import java.util.Map;

/** Something that happens in a test. */
public sealed interface Step {
    /** The name of the source whose events it makes. */
    default String source() {
        return SourceName.SYSCALL.name();
    }

    /** A process is there from before. */
    record Present(TestProcess process) implements Step {}

    /** A process starts its program. */
    record Exec(TestProcess process) implements Step {}

    /**
     * A process makes a system call.
     *
     * @param by the process
     * @param event the name of the event
     * @param arguments values of its parameters by name; the others have their usual ones
     */
    record Call(TestProcess by, String event, Map<String, String> arguments) implements Step {
        public Call {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * A process connects a socket, or takes a connection.
     *
     * @param by the process
     * @param address the other end
     * @param incoming whether the other end began
     * @param error the name of the error that it ends with, empty for none
     */
    record Connection(TestProcess by, TestAddress address, boolean incoming, String error) implements Step {}

    /**
     * A recorded capture is replayed; it is the only step of its test.
     *
     * @param file the capture
     * @param filter which of its events count; empty for all
     */
    record Replay(Path file, String filter) implements Step {}

    /**
     * The source of a plugin brings an event; a test of such events has no other steps.
     *
     * @param source the name of the source
     * @param data what the event holds
     */
    record FromPlugin(String source, String data) implements Step {}
}

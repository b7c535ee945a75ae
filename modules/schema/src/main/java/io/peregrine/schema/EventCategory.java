package io.peregrine.schema;

/** The family of calls that an event belongs to, as {@code evt.category} prints it after refinement by descriptor type. */
public enum EventCategory {
    UNKNOWN("unknown"),
    OTHER("other"),
    FILE("file"),
    NET("net"),
    IPC("ipc"),
    MEMORY("memory"),
    PROCESS("process"),
    SLEEP("sleep"),
    SYSTEM("system"),
    SIGNAL("signal"),
    USER("user"),
    TIME("time"),
    PROCESSING("processing"),
    IO_READ("IO_READ"),
    IO_WRITE("IO_WRITE"),
    IO_OTHER("IO_OTHER"),
    WAIT("wait"),
    SCHEDULER("scheduler"),
    INTERNAL("internal");

    private final String label;

    EventCategory(String label) {
        this.label = label;
    }

    /** The category's name as printed. */
    public String label() {
        return label;
    }
}

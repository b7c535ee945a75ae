package io.peregrine.state;

import io.peregrine.event.Compatibility;
import io.peregrine.event.EventView;
import io.peregrine.event.render.PathText;
import io.peregrine.event.render.Residue;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketWire;
import io.peregrine.state.handler.StateEngine;

/**
 * One event together with what it is about: the thread that made it, the descriptor that it names, and the tables.
 *
 * <p>Reused for every event of a source and owned by the source's thread: {@link StateEngine#process} fills it before plugin parsers and
 * rules see it; nothing in it outlives the event.
 */
public final class EventContext {
    private final EventView event = new EventView();
    private final Residue residue = new Residue();
    private final StateTables tables;
    private ThreadEntry thread = ThreadEntry.NONE;
    private Descriptor descriptor = Descriptor.NONE;
    private Descriptor descriptorBefore = Descriptor.NONE;
    private Descriptor descriptorTurned = Descriptor.NONE;
    private boolean turned;
    private boolean nameChanged;
    private boolean lacking;
    private long previousTimestamp;
    private long lastTimestamp;
    private long firstTimestamp;
    private int errorCode;
    private final boolean leavesTurned;
    private final SocketEditor editor;
    private final SocketWire wire = new SocketWire();

    /** A context over these tables. */
    public EventContext(StateTables tables) {
        this.tables = tables;
        this.leavesTurned = compatibility() == Compatibility.EXACT;
        this.editor = new SocketEditor(compatibility());
    }

    /** The event; a source wraps its next one in here. */
    public EventView event() {
        return event;
    }

    /** The tables of the source. */
    public StateTables tables() {
        return tables;
    }

    /** What the texts of the source's parameters left behind. */
    public Residue residue() {
        return residue;
    }

    /** The thread that made the event, {@link ThreadEntry#NONE} when it has none or none is known. */
    public ThreadEntry thread() {
        return thread;
    }

    /**
     * The descriptor that the event is about as it is behind the event, {@link Descriptor#NONE} when there is none; a closed one is still
     * here in the event that closed it.
     */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** The number of the descriptor that the event is about, -1 for none. */
    public long descriptorNumber() {
        return thread.isNone() ? -1 : thread.activity().lastDescriptor();
    }

    /**
     * Makes another descriptor the one that the event is about, for whatever reads it from now on: reading {@code evt.abspath} does so with
     * the directory that the path begins from, and rules can see it.
     */
    public void turnTo(Descriptor value) {
        if (!turned) {
            nameChanged = isDescriptorNameChanged();
            turned = true;
            descriptorTurned = descriptor;
        }
        descriptor = value;
    }

    /**
     * To be called behind each rule: the next one sees the event as it was before this one read {@code evt.abspath}. Under {@code compatibility: exact}
     * the directory stays, as in Falco.
     */
    public void endRule() {
        if (turned && !leavesTurned) {
            descriptor = descriptorTurned;
            turned = false;
        }
    }

    /** To be called by whatever reads what somebody outside has not told yet, such as the image of a container: its field has no value for that reason alone. */
    public void lack() {
        lacking = true;
    }

    /** Whether something was lacking since this was last asked; from now on nothing is. */
    public boolean takeLacking() {
        boolean before = lacking;
        lacking = false;
        return before;
    }

    /** Whether the event changed the descriptor's name. */
    public boolean isDescriptorNameChanged() {
        if (turned) {
            return nameChanged;
        }
        return descriptor != descriptorBefore
                && !descriptor.isNone()
                && !descriptor.name().equals(descriptorBefore.name());
    }

    /** The error that the call failed with, 0 for none and for an event that is no call. */
    public int errorCode() {
        return errorCode;
    }

    /** The time of the event before this one in nanoseconds since the epoch, 0 for the first. */
    public long previousTimestamp() {
        return previousTimestamp;
    }

    /** The time of the event that was handled last: that of the event in hand once it was handled, 0 before the first. */
    public long lastTimestamp() {
        return lastTimestamp;
    }

    /** The time of the source's first event that is not injected, in nanoseconds since the epoch; 0 before it came. */
    public long firstTimestamp() {
        return firstTimestamp;
    }

    /** The name-change comparison starts from this descriptor. */
    public void setDescriptor(Descriptor value) {
        descriptor = value;
        descriptorBefore = value;
    }

    /** The event turned the descriptor into this one. */
    void changeDescriptor(Descriptor value) {
        descriptor = value;
    }

    /** The event made this descriptor, which had no name before. */
    public void createDescriptor(Descriptor value) {
        descriptor = value;
        descriptorBefore = Descriptor.NONE;
    }

    /** The event found no descriptor of its own; this is the one that its thread used last. */
    public void fallBackTo(Descriptor value) {
        descriptor = value;
        descriptorBefore = value;
    }

    /** The event's descriptor was made from one of the same name. */
    public void keepName() {
        descriptorBefore = descriptor;
    }

    /** Stores a changed descriptor in place of the event's own. */
    public void replaceDescriptor(Descriptor value) {
        if (value != descriptor) {
            thread.descriptors().put(thread.activity().lastDescriptor(), value, tables.budget());
            changeDescriptor(value);
        }
    }

    /** Stores a new descriptor of the thread's and makes it the event's; a full table leaves the event without one. */
    public void addDescriptor(long number, Descriptor value) {
        DescriptorTable descriptors = thread.descriptors();
        if (descriptors.isAbsent()) {
            createDescriptor(Descriptor.NONE);
            return;
        }
        thread.activity().setLastDescriptor(number);
        createDescriptor(tables.store(descriptors, number, value) ? value : Descriptor.NONE);
    }

    /** Whose answers count where Falco is wrong. */
    public Compatibility compatibility() {
        return tables.settings().compatibility();
    }

    /** How paths are put together. */
    public PathText paths() {
        return PathText.of(compatibility());
    }

    /** The scratch for a socket descriptor under change. */
    public SocketEditor editor() {
        return editor;
    }

    /** Scratch for an address or a pair that the event carries. */
    public SocketWire wire() {
        return wire;
    }

    /** The call's return value, 0 for an event without one. */
    public long result() {
        return event.signed(0);
    }

    /** The thread that the event is of. */
    public void setThread(ThreadEntry value) {
        thread = value;
    }

    /** The error code of the call, 0 when it succeeded. */
    public void setErrorCode(int value) {
        errorCode = value;
    }

    /** Forgets what the event before was about. */
    public void reset() {
        turned = false;
        lacking = false;
        thread = ThreadEntry.NONE;
        setDescriptor(Descriptor.NONE);
        errorCode = 0;
    }

    /** Notes the time of this event for the next. */
    public void pass() {
        previousTimestamp = lastTimestamp;
        lastTimestamp = event.timestamp();
        if (firstTimestamp == 0 && event.descriptor().source() != EventSourceKind.METAEVENT) {
            firstTimestamp = lastTimestamp;
        }
    }
}

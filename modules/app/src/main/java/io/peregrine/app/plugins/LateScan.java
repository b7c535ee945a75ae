package io.peregrine.app.plugins;

import io.peregrine.event.ByteString;
import io.peregrine.state.scan.ProcessScan;
import io.peregrine.state.scan.ScanSink;

/** A scan that is there once the machine is watched: plugins are handed the tables before. Used by the thread of the source. */
public final class LateScan implements ProcessScan {
    private ProcessScan scan = ProcessScan.NONE;

    /** Scans by another from now on. */
    public void become(ProcessScan other) {
        scan = other;
    }

    @Override
    public boolean lookUp(long tid, ScanSink sink) {
        return scan.lookUp(tid, sink);
    }

    @Override
    public void lookUpDescriptor(long pid, long number, ScanSink sink) {
        scan.lookUpDescriptor(pid, number, sink);
    }

    @Override
    public void lookUpDescriptors(long pid, ScanSink sink) {
        scan.lookUpDescriptors(pid, sink);
    }

    @Override
    public ByteString descriptorLink(long pid, long number) {
        return scan.descriptorLink(pid, number);
    }
}

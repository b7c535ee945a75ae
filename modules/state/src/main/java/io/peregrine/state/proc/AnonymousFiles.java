package io.peregrine.state.proc;

import io.peregrine.capture.record.RecordedKind;

/** Files that no file system has, by the names that the kernel gives them. */
final class AnonymousFiles {
    private AnonymousFiles() {}

    /** What a name stands for, {@link RecordedKind#UNSUPPORTED} for an unknown one. */
    static RecordedKind kind(String name) {
        return switch (name) {
            case "[eventfd]" -> RecordedKind.EVENT;
            case "[eventpoll]" -> RecordedKind.EVENTPOLL;
            case "inotify" -> RecordedKind.INOTIFY;
            case "[signalfd]" -> RecordedKind.SIGNAL;
            case "[timerfd]" -> RecordedKind.TIMER;
            case "[io_uring]" -> RecordedKind.IO_URING;
            case "[userfaultfd]" -> RecordedKind.USERFAULT;
            case "[pidfd]" -> RecordedKind.PIDFD;
            case "bpf-map", "bpf-prog", "bpf_link", "bpf_iter" -> RecordedKind.BPF;
            default -> RecordedKind.UNSUPPORTED;
        };
    }
}

package io.peregrine.state.proc;

import io.peregrine.capture.record.DescriptorKind;

/** Files that no file system has, by the names that the kernel gives them. */
final class AnonymousFiles {
    private AnonymousFiles() {}

    /** What a name stands for, {@link DescriptorKind#UNSUPPORTED} for an unknown one. */
    static DescriptorKind kind(String name) {
        return switch (name) {
            case "[eventfd]" -> DescriptorKind.EVENT;
            case "[eventpoll]" -> DescriptorKind.EVENTPOLL;
            case "inotify" -> DescriptorKind.INOTIFY;
            case "[signalfd]" -> DescriptorKind.SIGNAL;
            case "[timerfd]" -> DescriptorKind.TIMER;
            case "[io_uring]" -> DescriptorKind.IO_URING;
            case "[userfaultfd]" -> DescriptorKind.USERFAULT;
            case "[pidfd]" -> DescriptorKind.PIDFD;
            case "bpf-map", "bpf-prog", "bpf_link", "bpf_iter" -> DescriptorKind.BPF;
            default -> DescriptorKind.UNSUPPORTED;
        };
    }
}

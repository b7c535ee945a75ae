package io.peregrine.conformance.receivers;

import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations that replay a capture and raise a numbered alert for many of its events. */
final class Replays {
    private Replays() {}

    /** The configuration, with more lines at its end. */
    static String configuration(Path folder, String more) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: File opened
                  desc: Every open.
                  condition: evt.type in (open, openat, close, read, mmap)
                  output: number=%evt.num end
                  priority: WARNING
                """);
        return """
                engine: {kind: replay, replay: {capture_file: %s}}
                rules_files: [%s]
                log_stderr: true
                log_syslog: false
                webserver: {enabled: false}
                watch_config_files: false
                base_syscalls: {all: true}
                %s
                """.formatted(RecordedCapture.SUSPICIOUS.in(folder), rules, more);
    }

    /** The numbers in a text of alerts, in their order. */
    static long[] numbers(String text) {
        return java.util.regex.Pattern.compile("number=([0-9]+) end")
                .matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .toArray();
    }
}

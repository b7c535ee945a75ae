package io.peregrine.plugins.cloudtrail;

import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugins.cloudtrail.aws.AwsReport;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Says and counts what happened to what the plugin reads. For any thread. */
final class TrailReport implements AwsReport {
    private final LongAdder broken = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder messagesBroken = new LongAdder();
    private volatile Say say = (level, sentence) -> {};

    /** Writes a line of the log. */
    private interface Say {
        void say(PluginLogLevel level, String sentence);
    }

    void to(PluginHost host) {
        say = host::log;
    }

    List<PluginMetric> metrics() {
        return List.of(
                PluginMetric.count("records_broken", broken.sum()),
                PluginMetric.count("objects_read", read.sum()),
                PluginMetric.count("objects_left_out", leftOut.sum()),
                PluginMetric.count("retries", retries.sum()),
                PluginMetric.count("messages", messages.sum()),
                PluginMetric.count("messages_broken", messagesBroken.sum()));
    }

    @Override
    public void broken(String sentence) {
        broken.increment();
        say.say(PluginLogLevel.WARNING, sentence);
    }

    @Override
    public void fault(String sentence) {
        say.say(PluginLogLevel.WARNING, sentence);
    }

    @Override
    public void works(String sentence) {
        say.say(PluginLogLevel.INFO, sentence);
    }

    @Override
    public void count(Happening happening) {
        switch (happening) {
            case OBJECT_READ -> read.increment();
            case OBJECT_LEFT_OUT -> leftOut.increment();
            case RETRY -> retries.increment();
            case MESSAGE -> messages.increment();
            case MESSAGE_BROKEN -> messagesBroken.increment();
        }
    }
}

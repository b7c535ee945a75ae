package io.peregrine.output.sink;

import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputMessage;
import io.peregrine.output.log.SyslogChannel;
import java.io.IOException;
import java.util.List;

/** Alerts as messages to the system log, with the priority of the rule as severity. */
public final class SyslogSink implements AlertSink {
    private final SyslogChannel channel;

    /** Makes the sink. */
    public SyslogSink(SyslogChannel channel) {
        this.channel = channel;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void write(List<OutputMessage> messages) throws IOException {
        for (OutputMessage message : messages) {
            if (!channel.send(message.alert().priority().severity(), message.text())) {
                throw new RefusedException("there is no system log, or it does not take messages");
            }
        }
    }
}

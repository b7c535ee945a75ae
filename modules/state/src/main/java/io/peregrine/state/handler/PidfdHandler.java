package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;

/** pidfd_open: a descriptor named after the directory of its process. */
final class PidfdHandler implements EventHandler {
    @Override
    public void handle(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        EventView event = context.event();
        long pid = event.signed(Positions.PIDFD_OPEN_X.PID);
        ByteString name = ByteString.of(context.tables().settings().hostRoot() + "/proc/" + pid);
        Descriptor made = Descriptor.of(DescriptorKind.PIDFD, name, (int) event.unsigned(Positions.PIDFD_OPEN_X.FLAGS));
        context.addDescriptor(number, made.withNode(new Descriptor.Node(0, 0, 0, pid)));
    }
}

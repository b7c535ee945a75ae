package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.event.ByteString;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.scan.ProcessScan;
import io.peregrine.state.scan.ScanSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketLifeTest {
    private static final int INET = 2;
    private static final int INET6 = 10;

    private final Scenario scenario = new Scenario();

    SocketLifeTest() {
        scenario.exec(100, 100, "nc");
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer port -> {
                    out.write(port & 0xff);
                    out.write(port >> 8);
                }
                case String address -> {
                    for (String octet : address.split("\\.")) {
                        out.write(Integer.parseInt(octet));
                    }
                }
                case Byte family -> out.write(family);
                case byte[] raw -> out.writeBytes(raw);
                default -> throw new IllegalArgumentException();
            }
        }
        return out.toByteArray();
    }

    private static byte[] pair(String source, int sourcePort, String destination, int destinationPort) {
        return bytes((byte) INET, source, sourcePort, destination, destinationPort);
    }

    private static byte[] mapped(String address) {
        return bytes(new byte[10], new byte[] {-1, -1}, address);
    }

    private EventContext socket(long number, int domain, int type) {
        return scenario.event(
                100, EventCodes.SOCKET_SOCKET_X, "fd", number, "domain", domain, "type", type, "proto", 0);
    }

    private EventContext connect(long result, long number, byte[] tuple) {
        return scenario.event(100, EventCodes.SOCKET_CONNECT_X, "res", result, "tuple", tuple, "fd", number);
    }

    @Test
    void connectMakesAClient() {
        socket(3, INET, 1);
        assertThat(scenario.context.descriptor().name().isEmpty()).isTrue();
        EventContext context = connect(0, 3, pair("10.0.0.1", 4000, "10.0.0.2", 80));
        Descriptor descriptor = context.descriptor();
        assertThat(descriptor.name().toString()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
        assertThat(descriptor.isClient()).isTrue();
        assertThat(descriptor.has(DescriptorFlags.CONNECTED)).isTrue();
        assertThat(descriptor.addresses())
                .isEqualTo(new SocketAddresses.Internet(0, 0x0a000001L, 0, 0x0a000002L, 4000, 80, Transport.TCP));
        assertThat(context.isDescriptorNameChanged()).isTrue();
    }

    @Test
    void aRefusedConnectChangesNothing() {
        socket(3, INET, 1);
        assertThat(connect(-111, 3, pair("10.0.0.1", 4000, "10.0.0.2", 80))
                        .descriptor()
                        .name()
                        .isEmpty())
                .isTrue();
        assertThat(connect(-115, 3, pair("10.0.0.1", 4000, "10.0.0.2", 80))
                        .descriptor()
                        .name()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void aMappedAddressIsIpv4() {
        socket(3, INET6, 1);
        byte[] tuple = bytes((byte) INET6, mapped("1.2.3.4"), 5, mapped("5.6.7.8"), 443);
        Descriptor descriptor = connect(0, 3, tuple).descriptor();
        assertThat(descriptor.kind()).isEqualTo(DescriptorKind.IPV4_SOCKET);
        assertThat(descriptor.addresses()).isInstanceOfSatisfying(SocketAddresses.Internet.class, ends -> {
            assertThat(ends.serverLow()).isEqualTo(0x05060708L);
            assertThat(ends.serverPort()).isEqualTo(443);
        });
    }

    @Test
    void theEnterEventsAddressWinsWhereTheProgramCouldRewriteIt() {
        socket(3, INET, 1);
        byte[] entered = bytes((byte) INET, "9.9.9.9", 53);
        scenario.event(100, EventCodes.SOCKET_CONNECT_E, "fd", 3, "addr", entered);
        EventContext context = scenario.event(
                100,
                EventCodes.SOCKET_CONNECT_X,
                "res",
                0,
                "tuple",
                pair("10.0.0.1", 4000, "10.0.0.2", 80),
                "fd",
                3,
                "addr",
                bytes((byte) INET, "10.0.0.2", 80));
        assertThat(context.descriptor().name().toString()).isEqualTo("10.0.0.1:4000->9.9.9.9:53");
    }

    @Test
    void acceptMakesAServersSocket() {
        EventContext context = scenario.event(
                100,
                EventCodes.SOCKET_ACCEPT4_6_X,
                "fd",
                5,
                "tuple",
                pair("10.0.0.9", 999, "10.0.0.1", 22),
                "flags",
                1 << 12);
        assertThat(context.descriptor().name().toString()).isEqualTo("10.0.0.9:999->10.0.0.1:22");
        assertThat(context.descriptor().isServer()).isTrue();
        assertThat(context.descriptor().isCloseOnExec()).isTrue();
        assertThat(context.descriptor().transport()).isEqualTo(Transport.TCP);
    }

    @Test
    void bindToAPortListens() {
        socket(3, INET, 1);
        scenario.event(100, EventCodes.SOCKET_BIND_X, "res", 0, "addr", bytes((byte) INET, "0.0.0.0", 8080), "fd", 3);
        Descriptor descriptor = scenario.thread(100).descriptor(3);
        assertThat(descriptor.kind()).isEqualTo(DescriptorKind.IPV4_LISTENING);
        assertThat(descriptor.name().toString()).isEqualTo("0.0.0.0:8080");
        assertThat(descriptor.addresses()).isEqualTo(new SocketAddresses.Bound(0, 0, 8080, Transport.TCP));
    }

    @Test
    void datagramsRetargetTheirSocket() {
        socket(3, INET, 2);
        send(3, pair("10.0.0.1", 5000, "8.8.8.8", 53));
        assertThat(scenario.context.descriptor().name().toString()).isEqualTo("10.0.0.1:5000->8.8.8.8:53");
        assertThat(scenario.context.descriptor().isClient()).isTrue();
        send(3, pair("10.0.0.1", 5000, "8.8.8.8", 53));
        assertThat(scenario.context.isDescriptorNameChanged()).isFalse();
    }

    @Test
    void aDatagramOnAnUnknownDescriptorMakesASocket() {
        send(9, pair("10.0.0.1", 5000, "8.8.8.8", 53));
        assertThat(scenario.context.descriptor().name().toString()).isEqualTo("10.0.0.1:5000->8.8.8.8:53");
        assertThat(scenario.context.descriptor().transport()).isEqualTo(Transport.UDP);
    }

    private void send(long number, byte[] tuple) {
        scenario.event(
                100, EventCodes.SOCKET_SENDTO_X, "res", 4, "data", "ping", "fd", number, "size", 4, "tuple", tuple);
    }

    @Test
    void anAddressLeftAtZeroIsTheMachines() {
        scenario.tables
                .interfaces()
                .add(new NetworkInterfaces.Address(
                        ByteString.of("eth0"),
                        ByteString.wrap(new byte[] {10, 0, 0, 1}),
                        ByteString.wrap(new byte[] {-1, 0, 0, 0}),
                        ByteString.EMPTY,
                        0));
        socket(3, INET, 2);
        send(3, pair("0.0.0.0", 5000, "10.9.9.9", 53));
        assertThat(scenario.context.descriptor().name().toString()).isEqualTo("10.0.0.1:5000->10.9.9.9:53");
    }

    @Test
    void unixSocketsAreNamedByBothEndsAndThePath() {
        socket(3, 1, 1);
        byte[] path = "/run/x.sock\0".getBytes(StandardCharsets.UTF_8);
        byte[] ends = new byte[16];
        ends[0] = 0x1a;
        ends[8] = 0x2b;
        Descriptor descriptor = connect(0, 3, bytes((byte) 1, ends, path)).descriptor();
        assertThat(descriptor.name().toString()).isEqualTo("1a->2b /run/x.sock");
        assertThat(descriptor.addresses()).isEqualTo(new SocketAddresses.Unix(0x1a, 0x2b));
    }

    @Test
    void socketpairMakesTwoEnds() {
        EventContext context = scenario.event(
                100, EventCodes.SOCKET_SOCKETPAIR_X, "res", 0, "fd1", 3, "fd2", 4, "source", 7L, "peer", 8L);
        assertThat(context.descriptor().addresses()).isEqualTo(new SocketAddresses.Unix(7, 8));
        assertThat(context.descriptorNumber()).isEqualTo(4);
        assertThat(scenario.thread(100).descriptors().size()).isEqualTo(2);
    }

    @Test
    void aTupleThatIsTooShortIsNoTuple() {
        socket(3, INET, 1);
        assertThat(connect(0, 3, new byte[] {2, 1, 2, 3}).descriptor().name().isEmpty())
                .isTrue();
        assertThat(connect(0, 3, new byte[] {1, 2}).descriptor().name().isEmpty())
                .isTrue();
    }

    @Test
    void descriptorsThatAMessageCarriesAreLookedUp() {
        StringBuilder asked = new StringBuilder();
        ProcessScan scan = new ProcessScan() {
            @Override
            public boolean lookUp(long tid, ScanSink sink) {
                return false;
            }

            @Override
            public void lookUpDescriptor(long pid, long number, ScanSink sink) {
                asked.append(pid).append(':').append(number).append(' ');
                sink.descriptor(
                        pid,
                        new DescriptorRecord.Named(
                                number, 0, io.peregrine.capture.record.RecordedKind.FIFO, ByteString.of("pipe:[1]")),
                        0);
            }
        };
        Scenario own = new Scenario(new StateTables(StateSettings.DEFAULT, scan, Accounts.NONE));
        own.exec(100, 100, "receiver");
        own.event(100, EventCodes.SOCKET_SOCKETPAIR_X, "res", 0, "fd1", 3, "fd2", 4, "source", 7L, "peer", 8L);
        byte[] control = {20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0};
        own.event(100, EventCodes.SOCKET_RECVMSG_X, "res", 1, "size", 1, "data", "x", "msgcontrol", control, "fd", 3);
        assertThat(asked.toString()).isEqualTo("100:9 ");
        assertThat(own.thread(100).descriptor(9).name().toString()).isEqualTo("pipe:[1]");
    }
}

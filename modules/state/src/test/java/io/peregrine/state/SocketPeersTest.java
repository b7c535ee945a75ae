package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.Transport;
import io.peregrine.state.record.DescriptorRecords;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Whom a socket talks to, datagram by datagram: right, and as Falco has it. */
class SocketPeersTest {
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;

    private Scenario scenario = scenario(Compatibility.RIGHT);

    private static Scenario scenario(Compatibility compatibility) {
        Scenario scenario = new Scenario(new StateSettings(1000, 1 << 24, 1, 1, -1, "", compatibility));
        scenario.exec(100, 100, "nc");
        return scenario;
    }

    private void socket(int domain, int type) {
        scenario.event(100, EventCodes.SOCKET_SOCKET_X, "fd", 3, "domain", domain, "type", type, "proto", 0);
    }

    private void bind(String address, int port) {
        scenario.event(100, EventCodes.SOCKET_BIND_X, "res", 0, "addr", wire(address, port), "fd", 3);
    }

    private void send(String from, int fromPort, String to, int toPort) {
        scenario.event(
                100,
                EventCodes.SOCKET_SENDTO_X,
                "res",
                4,
                "data",
                "ping",
                "fd",
                3,
                "size",
                4,
                "tuple",
                pair(from, fromPort, to, toPort));
    }

    private void receive(String from, int fromPort, String to, int toPort) {
        scenario.event(
                100,
                EventCodes.SOCKET_RECVFROM_X,
                "res",
                4,
                "data",
                "ping",
                "tuple",
                pair(from, fromPort, to, toPort),
                "fd",
                3,
                "size",
                4);
    }

    private void connect(byte[] tuple, byte[] address) {
        scenario.event(100, EventCodes.SOCKET_CONNECT_X, "res", 0, "tuple", tuple, "fd", 3, "addr", address);
    }

    /** An address and a port as an event carries them, or a pair of them; {@code v4:1.2.3.4} is an IPv4 address mapped into IPv6. */
    private static byte[] wire(Object... ends) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean wide = ends[0].toString().contains(":");
        out.write(wide ? INET6 : INET);
        for (int i = 0; i < ends.length; i += 2) {
            out.writeBytes(address(ends[i].toString()));
            out.write((int) ends[i + 1] & 0xff);
            out.write((int) ends[i + 1] >> 8);
        }
        return out.toByteArray();
    }

    private static byte[] pair(String source, int sourcePort, String destination, int destinationPort) {
        return wire(source, sourcePort, destination, destinationPort);
    }

    private static byte[] address(String text) {
        try {
            if (!text.startsWith("v4:")) {
                return InetAddress.getByName(text).getAddress();
            }
            byte[] mapped = new byte[16];
            mapped[10] = -1;
            mapped[11] = -1;
            System.arraycopy(InetAddress.getByName(text.substring(3)).getAddress(), 0, mapped, 12, 4);
            return mapped;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Descriptor descriptor() {
        return scenario.context.descriptor();
    }

    private String name() {
        return descriptor().name().toString();
    }

    @Test
    void theNameFollowsEachDatagram() {
        for (Compatibility compatibility : Compatibility.values()) {
            scenario = scenario(compatibility);
            socket(INET, DATAGRAM);
            send("127.0.0.1", 5000, "127.0.0.1", 53);
            send("127.0.0.1", 5000, "127.0.0.66", 54);
            assertThat(name()).isEqualTo("127.0.0.1:5000->127.0.0.66:54");
            assertThat(scenario.context.isDescriptorNameChanged()).isTrue();
            send("127.0.0.1", 5000, "127.0.0.77", 54);
            assertThat(name()).isEqualTo("127.0.0.1:5000->127.0.0.77:54");
            assertThat(descriptor().isClient()).isTrue();
        }
    }

    @Test
    void theNameFollowsEachDatagramOfIpv6() {
        for (Compatibility compatibility : Compatibility.values()) {
            scenario = scenario(compatibility);
            socket(INET6, DATAGRAM);
            send("fd00::1", 5000, "fd00::2", 53);
            send("fd00::1", 5000, "fd00::3", 54);
            assertThat(name()).isEqualTo("fd00::1:5000->fd00::3:54");
            assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
        }
    }

    @Test
    void aServerOfAllAddressesSeesItsPeersAndAnswersThem() {
        for (Compatibility compatibility : Compatibility.values()) {
            scenario = scenario(compatibility);
            socket(INET, DATAGRAM);
            bind("0.0.0.0", 42000);
            receive("10.0.0.9", 999, "10.0.0.1", 42000);
            assertThat(name()).isEqualTo("10.0.0.9:999->10.0.0.1:42000");
            send("10.0.0.1", 42000, "10.0.0.8", 998);
            assertThat(name()).isEqualTo("10.0.0.8:998->10.0.0.1:42000");
            assertThat(descriptor().isServer()).isTrue();
            assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
        }
    }

    @Test
    void aServerOfBothFamiliesSeesPeersOfBoth() {
        socket(INET6, DATAGRAM);
        bind("::", 42000);
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV6_LISTENING);
        receive("fd00::9", 999, "::", 42000);
        assertThat(name()).isEqualTo("fd00::9:999->:::42000");
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV6_SOCKET);
        assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
        assertThat(descriptor().isServer()).isTrue();
        receive("v4:10.0.0.9", 999, "::", 42000);
        assertThat(name()).isEqualTo("10.0.0.9:999->0.0.0.0:42000");
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV4_SOCKET);
        assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
        send("fd00::1", 42000, "fd00::7", 7);
        assertThat(name()).isEqualTo("fd00::7:7->fd00::1:42000");
    }

    @Test
    void falcoTakesAServerOfBothFamiliesForOneOfIpv4() {
        scenario = scenario(Compatibility.EXACT);
        socket(INET6, DATAGRAM);
        bind("::", 42000);
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV4_LISTENING);
    }

    @Test
    void aMappedConnectionIsIpv4WithItsTransport() {
        socket(INET6, STREAM);
        connect(pair("v4:1.2.3.4", 5, "v4:5.6.7.8", 443), wire("v4:5.6.7.8", 443));
        assertThat(name()).isEqualTo("1.2.3.4:5->5.6.7.8:443");
        assertThat(descriptor().transport()).isEqualTo(Transport.TCP);
        scenario = scenario(Compatibility.EXACT);
        socket(INET6, STREAM);
        connect(pair("v4:1.2.3.4", 5, "v4:5.6.7.8", 443), wire("v4:5.6.7.8", 443));
        assertThat(name()).isEqualTo("<unknown>");
    }

    @Test
    void aSocketThatIsConnectedToNobodyHasNoPeer() {
        socket(INET6, DATAGRAM);
        connect(pair("::1", 4000, "::1", 53), wire("::1", 53));
        assertThat(name()).isEqualTo("::1:4000->::1:53");
        connect(pair("::", 0, "::", 0), new byte[0]);
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV6_SOCKET);
        assertThat(name()).isEmpty();
        assertThat(descriptor().hasNoRole()).isTrue();
        connect(pair("::1", 4000, "fd00::2", 53), wire("fd00::2", 53));
        assertThat(name()).isEqualTo("::1:4000->fd00::2:53");
        assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
    }

    @Test
    void aBoundSocketThatIsConnectedToNobodyIsBound() {
        socket(INET6, DATAGRAM);
        bind("::1", 4000);
        connect(pair("::1", 4000, "::1", 53), wire("::1", 53));
        connect(pair("::1", 4000, "::", 0), new byte[0]);
        assertThat(descriptor().kind()).isEqualTo(DescriptorKind.IPV6_LISTENING);
        assertThat(name()).isEqualTo("::1:4000");
        assertThat(descriptor().transport()).isEqualTo(Transport.UDP);
    }

    @Test
    void aListedSocketIsNamedByItsEndEvenWhenThatIsZero() {
        ByteString any = ByteString.wrap(new byte[4]);
        DescriptorRecord.BoundSocket unbound = new DescriptorRecord.BoundSocket(3, 7, any, 0, Transport.UDP.ordinal());
        Descriptor listed = DescriptorRecords.descriptor(unbound, Compatibility.RIGHT);
        assertThat(listed.name().toString()).isEqualTo("0.0.0.0:0");
        assertThat(listed.kind()).isEqualTo(DescriptorKind.IPV4_LISTENING);
        ByteString none = ByteString.wrap(new byte[16]);
        DescriptorRecord.BoundSocket six = new DescriptorRecord.BoundSocket(3, 7, none, 0, Transport.UDP.ordinal());
        assertThat(DescriptorRecords.descriptor(six, Compatibility.RIGHT).name().toString())
                .isEqualTo(":::0");
        assertThat(DescriptorRecords.descriptor(six, Compatibility.EXACT).name().toString())
                .isEqualTo(":::0");
    }

    @Test
    void aListedMappedSocketIsIpv4() {
        ByteString mapped = ByteString.wrap(address("v4:1.2.3.4"));
        DescriptorRecord.BoundSocket bound =
                new DescriptorRecord.BoundSocket(3, 7, mapped, 80, Transport.TCP.ordinal());
        assertThat(DescriptorRecords.descriptor(bound, Compatibility.RIGHT)
                        .name()
                        .toString())
                .isEqualTo("1.2.3.4:80");
        assertThat(DescriptorRecords.descriptor(bound, Compatibility.EXACT).kind())
                .isEqualTo(DescriptorKind.IPV6_LISTENING);
    }
}

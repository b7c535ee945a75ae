package io.peregrine.server.metrics;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The addresses of the machine's network interfaces, but for the loopback one. */
final class Interfaces {
    private Interfaces() {}

    /** Returns the addresses, joined by commas, by the name of the figure that holds them. */
    static SortedMap<String, String> addresses() {
        SortedMap<String, String> figures = new TreeMap<>();
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            all.filter(one -> !one.getName().equals("lo")).forEach(one -> {
                List<String> v4 = new ArrayList<>();
                List<String> v6 = new ArrayList<>();
                for (InetAddress address : (Iterable<InetAddress>) one.inetAddresses()::iterator) {
                    switch (address) {
                        case Inet4Address four -> v4.add(four.getHostAddress());
                        case Inet6Address six -> v6.add(compressed(six.getAddress()));
                        default -> {}
                    }
                }
                put(figures, one.getName(), "ipv4", v4);
                put(figures, one.getName(), "ipv6", v6);
            });
        } catch (SocketException e) {
            return figures;
        }
        return figures;
    }

    private static void put(SortedMap<String, String> figures, String name, String protocol, List<String> addresses) {
        if (!addresses.isEmpty()) {
            figures.put(
                    "falco.host_netinfo.interfaces." + name + ".protocols." + protocol + ".addresses",
                    String.join(",", addresses));
        }
    }

    /** Returns an address with its longest run of zero groups left out (RFC 5952). */
    static String compressed(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 255) << 8 | address[2 * i + 1] & 255;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}

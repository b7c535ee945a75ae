package io.peregrine.filter.typed;

import java.util.Optional;

/** Reads addresses as inet_pton(3) does: no names, no shortened IPv4 forms, no zones. */
final class Addresses {
    private Addresses() {}

    static Optional<byte[]> ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean number = part.matches("[0-9]{1,3}") && (part.length() == 1 || part.charAt(0) != '0');
            if (!number || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(part);
        }
        return Optional.of(address);
    }

    static Optional<byte[]> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(bytes -> bytes.length == 16);
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        Optional<byte[]> head = headGroups(text.substring(0, gap));
        Optional<byte[]> tail = groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
            return Optional.empty();
        }
        byte[] address = new byte[16];
        System.arraycopy(head.get(), 0, address, 0, head.get().length);
        System.arraycopy(tail.get(), 0, address, 16 - tail.get().length, tail.get().length);
        return Optional.of(address);
    }

    private static Optional<byte[]> headGroups(String text) {
        return text.indexOf('.') >= 0 ? Optional.empty() : groups(text);
    }

    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[16];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            Optional<byte[]> part = dotted ? ipv4(parts[i]) : group(parts[i]);
            if (part.isEmpty() || length + part.get().length > 16) {
                return Optional.empty();
            }
            System.arraycopy(part.get(), 0, bytes, length, part.get().length);
            length += part.get().length;
        }
        return Optional.of(java.util.Arrays.copyOf(bytes, length));
    }

    private static Optional<byte[]> group(String text) {
        if (!text.matches("[0-9a-fA-F]{1,4}")) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
    }
}

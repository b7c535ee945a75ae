package io.peregrine.filter.typed;

import java.util.Optional;

/** Reads addresses as inet_pton(3) does: no names, no shortened IPv4 forms, no zones. */
final class Addresses {
    private Addresses() {}

    static Optional<byte[]> ipv4(String text) {
        byte[] address = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int begin = at;
            int number = 0;
            while (at < text.length() && at - begin < 4 && isDigit(text.charAt(at))) {
                number = number * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - begin > 1 && text.charAt(begin) == '0';
            boolean ends = i == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            if (at == begin || leadingZero || number > 255 || !ends || !isDigit(text.charAt(begin))) {
                return Optional.empty();
            }
            address[i] = (byte) number;
        }
        return Optional.of(address);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
        if (text.isEmpty()
                || text.length() > 4
                || !text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
    }
}

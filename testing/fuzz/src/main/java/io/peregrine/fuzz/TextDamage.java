package io.peregrine.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Damages a text at random: pieces cut out, doubled, moved or nested, and words of the language put in. The same seed damages in the same
 * way.
 */
final class TextDamage {
    private static final int LONGEST_PIECE = 40;
    private static final int MOST_REPEATS = 300;

    private final Random random;
    private final List<String> words;

    TextDamage(long seed, List<String> words) {
        this.random = new Random(seed);
        this.words = words;
    }

    /** A damaged copy. */
    String of(String original) {
        StringBuilder text = new StringBuilder(original);
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            once(text);
        }
        return text.toString();
    }

    /** The text as a file holds it, at times with bytes that are no text. */
    byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void once(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(LONGEST_PIECE));
        String piece = text.substring(at, end);
        switch (random.nextInt(9)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(random.nextInt(text.length() + 1), piece);
            case 2 -> text.insert(at, word());
            case 3 -> text.replace(at, end, word());
            case 4 -> text.setLength(at);
            case 5 -> text.insert(at, piece.repeat(random.nextInt(4)));
            case 6 -> text.insert(at, word().repeat(1 + random.nextInt(MOST_REPEATS)));
            case 7 -> {
                String open = random.nextBoolean() ? "(" : "[";
                text.insert(end, open.equals("(") ? ")" : "]").insert(at, open);
            }
            default -> swapWord(text, at);
        }
    }

    /** Puts a word of the language in the place of the one that stands here. */
    private void swapWord(StringBuilder text, int at) {
        int start = at;
        int end = at;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        text.replace(start, end, word());
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }
}

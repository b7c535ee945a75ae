package io.peregrine.engine.eval.bytes;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell pattern that a whole text must match, as fnmatch(3) in the C locale without flags: {@code *} and {@code ?} match a slash and
 * a leading dot too, a backslash takes the next character as it is, and a pattern that ends in one matches nothing.
 */
public final class GlobPattern implements ByteMatcher {
    private static final byte LITERAL = 0;
    private static final byte ANY = 1;
    private static final byte CLASS = 2;
    private static final byte STAR = 3;

    private final byte[] kinds;
    private final byte[] literals;
    private final ByteClass[] classes;
    private final boolean ignoreCase;

    private record Token(byte kind, byte literal, ByteClass members) {}

    private GlobPattern(List<Token> tokens, boolean ignoreCase) {
        int count = tokens.size();
        kinds = new byte[count];
        literals = new byte[count];
        classes = new ByteClass[count];
        this.ignoreCase = ignoreCase;
        for (int i = 0; i < count; i++) {
            kinds[i] = tokens.get(i).kind;
            literals[i] = tokens.get(i).literal;
            classes[i] = tokens.get(i).members;
        }
    }

    /** A pattern in which letters match themselves. */
    public static GlobPattern of(byte[] pattern) {
        return new GlobPattern(parse(pattern, false), false);
    }

    /** A pattern in which ASCII letters match in either case. */
    public static GlobPattern ignoringCase(byte[] pattern) {
        return new GlobPattern(parse(pattern, true), true);
    }

    private static List<Token> parse(byte[] pattern, boolean ignoreCase) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < pattern.length && pattern[at] != 0) {
            byte b = pattern[at++];
            switch (b) {
                case '?' -> tokens.add(new Token(ANY, b, null));
                case '*' -> addStar(tokens);
                case '\\' -> {
                    if (at == pattern.length) {
                        tokens.add(new Token(CLASS, b, new ByteClass()));
                    } else {
                        tokens.add(literal(pattern[at++], ignoreCase));
                    }
                }
                case '[' -> {
                    BracketParser.Bracket bracket = new BracketParser(pattern, at, ignoreCase).parse();
                    tokens.add(new Token(CLASS, b, bracket.members()));
                    at = bracket.next();
                }
                default -> tokens.add(literal(b, ignoreCase));
            }
        }
        return tokens;
    }

    private static Token literal(byte b, boolean ignoreCase) {
        return new Token(LITERAL, ignoreCase ? AsciiCase.lower(b) : b, null);
    }

    private static void addStar(List<Token> tokens) {
        if (tokens.isEmpty() || tokens.getLast().kind != STAR) {
            tokens.add(new Token(STAR, (byte) '*', null));
        }
    }

    @Override
    public boolean matches(byte[] bytes, int from, int to) {
        int end = ByteComparison.textEnd(bytes, from, to);
        int count = kinds.length;
        int at = from;
        int token = 0;
        int retryAt = -1;
        int retryToken = -1;
        while (at < end) {
            if (token < count && kinds[token] == STAR) {
                retryToken = ++token;
                retryAt = at;
            } else if (token < count && matchesOne(token, bytes[at])) {
                token++;
                at++;
            } else if (retryToken >= 0) {
                token = retryToken;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (token < count && kinds[token] == STAR) {
            token++;
        }
        return token == count;
    }

    private boolean matchesOne(int token, byte b) {
        return switch (kinds[token]) {
            case LITERAL -> literals[token] == (ignoreCase ? AsciiCase.lower(b) : b);
            case ANY -> true;
            default -> classes[token].has(b);
        };
    }
}

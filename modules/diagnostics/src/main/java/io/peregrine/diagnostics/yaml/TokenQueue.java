package io.peregrine.diagnostics.yaml;

import java.util.ArrayList;
import java.util.List;

/** Tokens that were scanned and not taken yet, numbered through the whole text. */
final class TokenQueue {
    private final List<Token> tokens = new ArrayList<>();
    private int head;
    /** How many tokens were dropped from the list. */
    private int dropped;

    boolean isEmpty() {
        return head == tokens.size();
    }

    /** The number of the token that is taken next. */
    int first() {
        return dropped + head;
    }

    /** The number that the next token gets that is added. */
    int next() {
        return dropped + tokens.size();
    }

    void add(Token token) {
        tokens.add(token);
    }

    /** Puts a token before the one with this number, which is not taken yet. */
    void insert(int number, Token token) {
        tokens.add(number - dropped, token);
    }

    Token peek() {
        return tokens.get(head);
    }

    Token take() {
        Token token = tokens.get(head++);
        if (head == tokens.size()) {
            dropped += head;
            tokens.clear();
            head = 0;
        }
        return token;
    }
}

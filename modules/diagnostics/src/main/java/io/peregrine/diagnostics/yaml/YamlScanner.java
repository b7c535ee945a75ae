package io.peregrine.diagnostics.yaml;

import io.peregrine.diagnostics.yaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a text into tokens. What may be the key of a mapping is held back until the colon behind it, or its absence, tells.
 *
 * <p>It takes and refuses what the YAML library of Falco does, also where the standard says otherwise: a word without a colon at
 * the very end of a mapping is a key, a document may begin without a mark where the one before has ended.
 */
final class YamlScanner {
    /** How long a key may be that has no question mark before it. */
    private static final int LONGEST_KEY = 1024;

    /** The start of what may be a key, with the mapping that it would begin, or none. */
    private record PossibleKey(int token, int start, int line, int flowLevel, List<Indents.Indent> begun) {}

    private final Cursor cursor;
    private final ScalarScanner scalars;
    private final Indents indents = new Indents();
    private final Deque<PossibleKey> keys = new ArrayDeque<>();
    /** The kinds of the brackets that are open: their start tokens. */
    private final Deque<Kind> flows = new ArrayDeque<>();

    private final TokenQueue tokens = new TokenQueue();
    private boolean keyAllowed = true;
    private boolean scalarAllowed = true;
    /** Whether a colon directly behind this place ends a key between brackets. */
    private boolean closedBefore;

    private boolean ended;

    YamlScanner(String text) {
        this.cursor = new Cursor(text);
        this.scalars = new ScalarScanner(cursor);
    }

    /** Whether no token is left. */
    boolean isEmpty() throws YamlFault {
        while (!ended && (tokens.isEmpty() || isHeldBack())) {
            scan();
        }
        return tokens.isEmpty();
    }

    /** The next token, which stays; there must be one. */
    Token peek() throws YamlFault {
        if (isEmpty()) {
            throw new YamlFault("the text ends too early", cursor.at());
        }
        return tokens.peek();
    }

    /** Whether the next token is of this kind. */
    boolean is(Kind kind) throws YamlFault {
        return !isEmpty() && tokens.peek().kind() == kind;
    }

    /** Takes the next token; there must be one. */
    Token take() throws YamlFault {
        if (isEmpty()) {
            throw new YamlFault("the text ends too early", cursor.at());
        }
        return tokens.take();
    }

    /** How far the text has been read. */
    int position() {
        return cursor.at();
    }

    private boolean isHeldBack() {
        if (!keys.isEmpty() && isHopeless(keys.peekLast())) {
            keys.pollLast().begun().forEach(indent -> indent.become(Indents.State.FALSE));
        }
        return !keys.isEmpty() && keys.peekLast().token() == tokens.first();
    }

    /** Whether a bracket that might begin a key has been open for too long. */
    private boolean isHopeless(PossibleKey key) {
        return key.flowLevel() < flows.size() && cursor.at() - key.start() > LONGEST_KEY;
    }

    private void scan() throws YamlFault {
        skipToToken();
        closeBlocks();
        if (cursor.atEnd()) {
            closeAll();
            ended = true;
            return;
        }
        char c = cursor.peek();
        if (cursor.column() == 0 && structure(c)) {
            return;
        }
        boolean apart = Cursor.isSpaceOrEnd(cursor.peek(1));
        if (c == '-' && apart) {
            blockEntry();
        } else if (c == '?' && apart && cursor.peek(1) != Cursor.END) {
            explicitKey();
        } else if (c == ':' && isValueMark()) {
            value();
        } else {
            marked(c);
        }
    }

    /** Takes what begins with a sign that means something wherever it stands, or else a scalar. */
    private void marked(char c) throws YamlFault {
        if (!scalarAllowed && ",[]{}&*!|>".indexOf(c) < 0) {
            throw new YamlFault("nothing may follow a quoted text on its line", cursor.at());
        }
        switch (c) {
            case '[', '{' -> openFlow(c);
            case ']', '}' -> closeFlow(c);
            case ',' -> flowEntry();
            case '&', '*', '!' -> property(c);
            case '\'', '"' -> quoted(c);
            case '|', '>' -> {
                if (flows.isEmpty()) {
                    blockScalar(c);
                } else {
                    plain(c);
                }
            }
            default -> plain(c);
        }
    }

    /** What stands at the start of a line and belongs to no document. */
    private boolean structure(char c) throws YamlFault {
        Kind kind;
        if (c == '%') {
            kind = Kind.DIRECTIVE;
        } else if (cursor.atDocumentMark('-')) {
            kind = Kind.DOCUMENT_START;
        } else if (cursor.atDocumentMark('.')) {
            kind = Kind.DOCUMENT_END;
        } else {
            return false;
        }
        closeAll();
        keyAllowed = false;
        closedBefore = false;
        int start = cursor.at();
        if (kind == Kind.DIRECTIVE) {
            cursor.skipToBreak();
            tokens.add(new Token(kind, start, cursor.at(), cursor.since(start), YamlNode.Style.PLAIN));
        } else {
            cursor.skip(3);
            add(kind, start);
        }
        return true;
    }

    private void skipToToken() {
        while (true) {
            while (Cursor.isBlank(cursor.peek())) {
                keyAllowed &= !flows.isEmpty() || cursor.peek() != '\t';
                cursor.next();
            }
            if (cursor.peek() == '#') {
                cursor.skipToBreak();
            }
            if (!cursor.atBreak()) {
                return;
            }
            cursor.skipBreak();
            dropKey();
            scalarAllowed = true;
            keyAllowed |= flows.isEmpty();
        }
    }

    private void closeBlocks() {
        if (!flows.isEmpty()) {
            return;
        }
        boolean entry = cursor.peek() == '-' && Cursor.isSpaceOrEnd(cursor.peek(1));
        while (indents.endsAt(cursor.column(), entry)) {
            closeBlock();
        }
        while (indents.isInnermostFalse()) {
            closeBlock();
        }
    }

    private void closeBlock() {
        Indents.Indent indent = indents.pop();
        if (indent.state() == Indents.State.REAL) {
            add(indent.isSequence() ? Kind.BLOCK_SEQUENCE_END : Kind.BLOCK_MAPPING_END, cursor.at());
        } else {
            dropKey();
        }
    }

    /** Closes everything; a word that could have been a further key of a mapping is one then. */
    private void closeAll() {
        while (flows.isEmpty() && !indents.isEmpty()) {
            closeBlock();
        }
        while (!keys.isEmpty()) {
            PossibleKey key = keys.pop();
            if (key.begun().isEmpty()) {
                tokens.insert(key.token(), Token.of(Kind.KEY, key.start(), key.start()));
            }
        }
    }

    private void possibleKey() {
        boolean waits = !keys.isEmpty() && keys.peek().flowLevel() == flows.size();
        if (!keyAllowed || waits) {
            return;
        }
        int column = cursor.column();
        List<Indents.Indent> begun = flows.isEmpty() && indents.begins(column, false)
                ? List.of(indents.push(column, false, Indents.State.POSSIBLE))
                : List.of();
        keys.push(new PossibleKey(tokens.next(), cursor.at(), cursor.line(), flows.size(), begun));
    }

    private void dropKey() {
        if (!keys.isEmpty() && keys.peek().flowLevel() == flows.size()) {
            keys.pop().begun().forEach(indent -> indent.become(Indents.State.FALSE));
        }
    }

    /** Makes the possible key before this place a key; answers whether it is one. */
    private boolean confirmKey() {
        if (keys.isEmpty() || keys.peek().flowLevel() != flows.size()) {
            return false;
        }
        PossibleKey key = keys.peek();
        if (key.line() != cursor.line() || cursor.at() - key.start() > LONGEST_KEY) {
            dropKey();
            return false;
        }
        keys.pop();
        tokens.insert(key.token(), Token.of(Kind.KEY, key.start(), key.start()));
        for (Indents.Indent indent : key.begun()) {
            indent.become(Indents.State.REAL);
            tokens.insert(key.token(), Token.of(Kind.BLOCK_MAPPING_START, key.start(), key.start()));
        }
        return true;
    }

    private void add(Kind kind, int start) {
        tokens.add(Token.of(kind, start, cursor.at()));
    }

    private void beginBlock(boolean sequence) {
        if (flows.isEmpty() && indents.begins(cursor.column(), sequence)) {
            add(sequence ? Kind.BLOCK_SEQUENCE_START : Kind.BLOCK_MAPPING_START, cursor.at());
            indents.push(cursor.column(), sequence, Indents.State.REAL);
        }
    }

    private void mark(Kind kind) {
        int start = cursor.at();
        cursor.next();
        add(kind, start);
    }

    private void openFlow(char c) {
        possibleKey();
        keyAllowed = true;
        closedBefore = false;
        Kind kind = c == '[' ? Kind.FLOW_SEQUENCE_START : Kind.FLOW_MAPPING_START;
        flows.push(kind);
        mark(kind);
    }

    private void endFlowEntry() {
        if (flows.peek() == Kind.FLOW_MAPPING_START) {
            if (confirmKey()) {
                add(Kind.VALUE, cursor.at());
            }
        } else {
            dropKey();
        }
    }

    private void closeFlow(char c) throws YamlFault {
        if (flows.isEmpty() || flows.peek() != (c == ']' ? Kind.FLOW_SEQUENCE_START : Kind.FLOW_MAPPING_START)) {
            throw new YamlFault("this '" + c + "' closes nothing", cursor.at());
        }
        endFlowEntry();
        keyAllowed = false;
        closedBefore = true;
        flows.pop();
        mark(c == ']' ? Kind.FLOW_SEQUENCE_END : Kind.FLOW_MAPPING_END);
    }

    private void flowEntry() throws YamlFault {
        if (cursor.column() == 0 || !scalarAllowed || flows.isEmpty()) {
            throw new YamlFault("a comma has no meaning here; quote the text that it belongs to", cursor.at());
        }
        endFlowEntry();
        keyAllowed = true;
        closedBefore = false;
        mark(Kind.FLOW_ENTRY);
    }

    private void blockEntry() throws YamlFault {
        if (!flows.isEmpty() || !keyAllowed) {
            throw new YamlFault("an item of a sequence cannot begin here; put it on a line of its own", cursor.at());
        }
        beginBlock(true);
        closedBefore = false;
        mark(Kind.BLOCK_ENTRY);
    }

    private void explicitKey() throws YamlFault {
        if (flows.isEmpty() && !keyAllowed) {
            throw new YamlFault("a key cannot begin here; put it on a line of its own", cursor.at());
        }
        beginBlock(false);
        keyAllowed = flows.isEmpty();
        mark(Kind.KEY);
    }

    private boolean isValueMark() {
        char behind = cursor.peek(1);
        return Cursor.isSpaceOrEnd(behind) && (flows.isEmpty() || behind != Cursor.END)
                || !flows.isEmpty() && (closedBefore || ",]}".indexOf(behind) >= 0);
    }

    private void value() throws YamlFault {
        boolean key = confirmKey();
        closedBefore = false;
        if (!key) {
            if (flows.isEmpty() && !keyAllowed) {
                throw new YamlFault(
                        "there cannot be a value here; quote a text that has a colon and a blank in it", cursor.at());
            }
            beginBlock(false);
        }
        keyAllowed = !key && flows.isEmpty();
        scalarAllowed = true;
        mark(Kind.VALUE);
    }

    private void property(char c) throws YamlFault {
        possibleKey();
        keyAllowed = false;
        closedBefore = false;
        int start = cursor.at();
        if (c == '!') {
            Properties.tag(cursor);
            add(Kind.TAG, start);
        } else {
            String name = Properties.anchor(cursor);
            tokens.add(new Token(c == '*' ? Kind.ALIAS : Kind.ANCHOR, start, cursor.at(), name, YamlNode.Style.PLAIN));
        }
    }

    private void blockScalar(char c) throws YamlFault {
        int start = cursor.at();
        String value = BlockScalarScanner.scan(cursor, indents.column());
        keyAllowed = true;
        closedBefore = false;
        addScalar(start, value, c == '|' ? YamlNode.Style.LITERAL : YamlNode.Style.FOLDED);
    }

    private void quoted(char c) throws YamlFault {
        int start = cursor.at();
        possibleKey();
        String value = scalars.quoted();
        keyAllowed = false;
        scalarAllowed = !flows.isEmpty();
        closedBefore = true;
        addScalar(start, value, c == '"' ? YamlNode.Style.DOUBLE_QUOTED : YamlNode.Style.SINGLE_QUOTED);
    }

    private void plain(char c) throws YamlFault {
        int start = cursor.at();
        boolean flow = !flows.isEmpty();
        boolean sign = "-?:".indexOf(c) >= 0 && Cursor.isSpaceOrEnd(cursor.peek(1));
        if (sign || "|>%@`".indexOf(c) >= 0 || flow && c == '?') {
            throw new YamlFault("a text cannot begin with '" + c + "'; quote it", start);
        }
        int indent = flow ? 0 : indents.column() + 1;
        possibleKey();
        String value = scalars.plain(indent, flow);
        keyAllowed = scalars.endedByIndentation();
        closedBefore = false;
        addScalar(start, value, YamlNode.Style.PLAIN);
    }

    private void addScalar(int start, String value, YamlNode.Style style) {
        tokens.add(new Token(Kind.SCALAR, start, cursor.at(), value, style));
    }
}

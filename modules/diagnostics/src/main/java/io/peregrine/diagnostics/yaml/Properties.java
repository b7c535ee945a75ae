package io.peregrine.diagnostics.yaml;

/** Reads what may stand before a node: the name of an anchor or alias, and a tag. */
final class Properties {
    private Properties() {}

    /** Takes {@code &name} or {@code *name} and answers the name. */
    static String anchor(Cursor cursor) throws YamlFault {
        int start = cursor.at();
        char sign = cursor.next();
        while (!Cursor.isSpaceOrEnd(cursor.peek()) && "[]{},".indexOf(cursor.peek()) < 0) {
            cursor.next();
        }
        String name = cursor.since(start + 1);
        if (name.isEmpty() || cursor.peek() == '[' || cursor.peek() == '{') {
            throw new YamlFault(
                    (sign == '*' ? "an alias" : "an anchor") + " has no name here; quote a text that begins with "
                            + sign,
                    start);
        }
        return name;
    }

    /** Takes a tag: {@code !name}, {@code !!name}, {@code !handle!name} or {@code !<name>}. */
    static void tag(Cursor cursor) throws YamlFault {
        int start = cursor.at();
        cursor.next();
        if (cursor.peek() == '<') {
            cursor.skipToBlank();
            if (!cursor.since(start).endsWith(">")) {
                throw new YamlFault("the tag that begins here is never closed", start);
            }
            return;
        }
        cursor.skipTag();
        if (cursor.peek() == '!') {
            cursor.next();
            int name = cursor.at();
            cursor.skipTag();
            if (cursor.at() == name) {
                throw new YamlFault("a tag ends here without a name", start);
            }
        }
    }
}

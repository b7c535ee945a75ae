package io.peregrine.app.migrate;

/**
 * One thing of a Falco installation and what becomes of it.
 *
 * @param verdict what becomes of it
 * @param subject what it is
 * @param place the file that it stands in
 * @param note what the operator should know
 */
record MigrationItem(Verdict verdict, String subject, String place, String note) {

    /** What becomes of a thing. */
    enum Verdict {
        /** It works as it did. */
        TAKEN_OVER("taken over"),
        /** It works, but says or does something else. */
        CHANGES("changes"),
        /** It does not work; the start would fail or something would be missing. */
        NOT_SUPPORTED("not supported"),
        /** It is no longer needed. */
        NOT_NEEDED("not needed");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}

package io.peregrine.engine.format;

/** Tells in one sentence why an output is none. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * A refusal.
     *
     * @param message what is wrong
     * @param position the offset in the output's text where it is wrong
     */
    public TemplateException(String message, int position) {
        super(message, null, false, false);
        this.position = position;
    }

    /** The offset in the output's text where it is wrong. */
    public int position() {
        return position;
    }
}

package io.peregrine.authoring.editor;

import java.io.InputStream;
import java.io.OutputStream;

/** A server that editors talk to; found as a service in jars that only the command {@code lsp} loads. */
@FunctionalInterface
public interface EditorServer {
    /**
     * Serves one editor until it says goodbye or goes.
     *
     * @param in what the editor says
     * @param out what it is told; nothing else may be written there
     * @return the exit status: 0 after a goodbye in due form, else 1
     */
    int serve(InputStream in, OutputStream out, Workbench workbench);
}

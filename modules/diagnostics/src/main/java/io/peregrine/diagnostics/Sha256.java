package io.peregrine.diagnostics;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of files, as metrics and registries name contents by. */
public final class Sha256 {
    private Sha256() {}

    /** Begins a digest of bytes that come in parts. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of some bytes, in hexadecimal. */
    public static String hexOf(byte[] content) {
        return HexFormat.of().formatHex(start().digest(content));
    }
}

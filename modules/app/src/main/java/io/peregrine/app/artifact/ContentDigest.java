package io.peregrine.app.artifact;

import io.peregrine.diagnostics.Sha256;
import java.util.HexFormat;

/** SHA-256, as registries write it. */
final class ContentDigest {
    private ContentDigest() {}

    /** {@code sha256:} and the digest in hexadecimal. */
    static String of(byte[] content) {
        return text(Sha256.start().digest(content));
    }

    static String text(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}

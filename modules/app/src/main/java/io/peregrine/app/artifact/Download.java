package io.peregrine.app.artifact;

import io.peregrine.diagnostics.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A content on its way, over as many answers as it takes: never more bytes than were announced. */
final class Download {
    private final Manifest.Descriptor announced;
    private final OutputStream out;
    private final MessageDigest digest = Sha256.start();
    private long done;

    Download(Manifest.Descriptor announced, OutputStream out) {
        this.announced = announced;
        this.out = out;
    }

    /** Takes what an answer brings, which begins behind what was taken before. */
    void take(InputStream body) throws IOException {
        byte[] buffer = new byte[64 << 10];
        while (!isWhole()) {
            int read = body.read(buffer, 0, (int) Math.min(buffer.length, announced.size() - done));
            if (read < 0) {
                return;
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
            done += read;
        }
    }

    long done() {
        return done;
    }

    boolean isWhole() {
        return done == announced.size();
    }

    /** The digest of what was taken; to be asked once, at the end. */
    String digest() {
        return ContentDigest.text(digest.digest());
    }
}

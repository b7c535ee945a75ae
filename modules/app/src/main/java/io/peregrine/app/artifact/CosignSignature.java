package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Checks signatures of cosign that were made with a key: they lie beside the artifact under the tag {@code sha256-DIGEST.sig}, each a small JSON that names
 * the signed digest, with the signature as an annotation.
 */
final class CosignSignature {
    private static final String ANNOTATION = "dev.cosignproject.cosign/signature";
    private static final int LARGEST = 1 << 20;

    private final PublicKey key;

    private CosignSignature(PublicKey key) {
        this.key = key;
    }

    /** Reads the public key of ECDSA from a PEM file such as {@code cosign.pub}. */
    static CosignSignature with(Path file) throws CommandFailure {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            byte[] encoded = Base64.getDecoder().decode(text);
            return new CosignSignature(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new CommandFailure(
                    "The key " + file + " is no PEM file with a public key of ECDSA: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Checks that the artifact with this digest was signed with the key.
     *
     * @throws CommandFailure when it was not
     */
    void check(RegistryClient client, ArtifactReference reference, String digest) throws CommandFailure {
        ArtifactReference place = reference.with(digest.replace(':', '-') + ".sig");
        Manifest signatures;
        try {
            signatures = client.manifest(place);
        } catch (CommandFailure e) {
            throw new CommandFailure(reference + " has no signature: " + e.getMessage(), e);
        }
        for (Manifest.Descriptor layer : signatures.layers()) {
            byte[] payload = client.content(place, layer, LARGEST);
            if (isGood(payload, layer.annotations().getOrDefault(ANNOTATION, ""))
                    && Document.read("A signature", payload)
                            .at("critical", "image", "docker-manifest-digest")
                            .text()
                            .equals(digest)) {
                return;
            }
        }
        throw new CommandFailure("None of the signatures of " + reference
                + " was made with the key that was given. Nothing was changed.");
    }

    private boolean isGood(byte[] payload, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(payload);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}

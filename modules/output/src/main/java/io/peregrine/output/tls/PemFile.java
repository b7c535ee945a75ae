package io.peregrine.output.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificates and keys of a PEM file (RFC 7468). */
public final class PemFile {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private final Path path;
    private final List<Block> blocks = new ArrayList<>();

    private record Block(String label, byte[] content) {}

    private PemFile(Path path, String text) throws IOException {
        this.path = path;
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                String body = matcher.group(2).replaceAll("(?m)^[A-Za-z-]+:.*$", "");
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(body)));
            } catch (IllegalArgumentException e) {
                throw new IOException(path + " holds a block '" + matcher.group(1) + "' that is not base64", e);
            }
        }
    }

    /** Reads a file; what is not a PEM block in it is passed over. */
    public static PemFile read(Path path) throws IOException {
        try {
            return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new IOException(path + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(path + " cannot be read: permission denied", e);
        }
    }

    /** Returns the certificates in their order; empty when there are none. */
    public List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().endsWith("CERTIFICATE")) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(path + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
        return certificates;
    }

    /** Returns the first private key. */
    public PrivateKey privateKey() throws IOException {
        Optional<Block> key = blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .findFirst();
        if (key.isEmpty()) {
            throw new IOException(path + " holds no private key");
        }
        try {
            return switch (key.get().label()) {
                case "PRIVATE KEY" -> PrivateKeys.fromPkcs8(key.get().content());
                case "RSA PRIVATE KEY" -> PrivateKeys.fromPkcs1(key.get().content());
                case "EC PRIVATE KEY" -> PrivateKeys.fromSec1(key.get().content());
                default ->
                    throw new IOException(path + " holds a private key of the kind '"
                            + key.get().label() + "', which is not read; convert it with: openssl pkey -in " + path
                            + " -out key.pem");
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(
                    path + " holds a private key that cannot be read; convert it with: openssl pkey -in " + path
                            + " -out key.pem",
                    e);
        }
    }
}

package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.PluginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's certificate with its private key, both in one PEM file, as Falco's webhook wants them. The key has the form PKCS#8. */
final class ServerCertificate {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATES =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private ServerCertificate() {}

    /**
     * What a TLS server needs.
     *
     * @throws PluginException when the file cannot be read, or lacks a part
     */
    static SSLContext read(String file) throws PluginException {
        try {
            String pem = Files.readString(Path.of(file));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key(pem, file), new char[0], chain(pem, file));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new PluginException(
                    "the certificate " + file + " (sslCertificate) cannot be used: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(String pem, String file) throws PluginException {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new PluginException(
                    "the file " + file
                            + " (sslCertificate) holds no PRIVATE KEY; 'openssl pkcs8 -topk8 -nodes' brings an older form into this one");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
        Optional<PrivateKey> read = Optional.empty();
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            read = read.or(() -> as(algorithm, encoded));
        }
        return read.orElseThrow(
                () -> new PluginException("the private key in " + file + " (sslCertificate) is of no known kind"));
    }

    private static Optional<PrivateKey> as(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Certificate[] chain(String pem, String file) throws GeneralSecurityException, PluginException {
        StringBuilder all = new StringBuilder();
        Matcher certificate = CERTIFICATES.matcher(pem);
        while (certificate.find()) {
            all.append(certificate.group()).append('\n');
        }
        if (all.isEmpty()) {
            throw new PluginException("the file " + file + " (sslCertificate) holds no CERTIFICATE");
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(all.toString().getBytes(StandardCharsets.US_ASCII)))
                .toArray(Certificate[]::new);
    }
}

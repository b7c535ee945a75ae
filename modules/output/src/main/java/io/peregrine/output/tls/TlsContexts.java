package io.peregrine.output.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts from PEM files. Failures are sentences that name the file. */
public final class TlsContexts {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsContexts() {}

    /** Whom a client trusts. */
    public sealed interface Trust {
        /** Anybody, under any name. */
        record Anybody() implements Trust {}

        /** The authorities in a PEM file. */
        record AuthorityFile(Path file) implements Trust {}

        /** The authorities in the PEM files of a folder; those of the Java platform when it holds none. */
        record AuthorityFolder(Path folder) implements Trust {}
    }

    /** A certificate chain and its key, each in a PEM file; both may be in one. */
    public record Identity(Path certificate, Path key) {}

    /** Makes a client's context. */
    public static SSLContext client(Trust trust, Optional<Identity> identity) throws IOException {
        try {
            KeyManager[] keys = identity.isPresent() ? keyManagers(identity.get()) : null;
            return context(keys, trustManagers(trust));
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Makes a server's context. */
    public static SSLContext server(Identity identity) throws IOException {
        try {
            return context(keyManagers(identity), null);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static KeyManager[] keyManagers(Identity identity) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = PemFile.read(identity.certificate()).certificates();
        if (chain.isEmpty()) {
            throw new IOException(identity.certificate() + " holds no certificate");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(
                "identity",
                PemFile.read(identity.key()).privateKey(),
                NO_PASSWORD,
                chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers(Trust trust) throws IOException, GeneralSecurityException {
        return switch (trust) {
            case Trust.Anybody ignored -> new TrustManager[] {new TrustEverybody()};
            case Trust.AuthorityFile(Path file) -> {
                List<X509Certificate> authorities = PemFile.read(file).certificates();
                if (authorities.isEmpty()) {
                    throw new IOException(file + " holds no certificate");
                }
                yield trustManagers(authorities);
            }
            case Trust.AuthorityFolder(Path folder) -> trustManagers(authorities(folder));
        };
    }

    private static TrustManager[] trustManagers(Iterable<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        int number = 0;
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(number == 0 ? null : store);
        return factory.getTrustManagers();
    }

    private static Set<X509Certificate> authorities(Path folder) throws IOException {
        Set<X509Certificate> authorities = new LinkedHashSet<>();
        if (!Files.isDirectory(folder)) {
            return authorities;
        }
        Set<Path> files = new LinkedHashSet<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.isRegularFile(entry) && Files.isReadable(entry)) {
                    files.add(entry.toRealPath());
                }
            }
        }
        for (Path file : files) {
            try {
                authorities.addAll(PemFile.read(file).certificates());
            } catch (IOException e) {
                // one unreadable file does not make the others worthless
            }
        }
        return authorities;
    }
}

package io.peregrine.output.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
    private static final Path TLS = Path.of("src/test/resources/tls");

    @TempDir
    private Path dir;

    @Test
    void readsEveryUsualKind() throws Exception {
        assertThat(PemFile.read(TLS.resolve("client.key")).privateKey())
                .isEqualTo(PemFile.read(TLS.resolve("client-pkcs1.key")).privateKey());
        assertThat(secret("server-sec1.key")).isEqualTo(secret("server.key"));
        assertThat(PemFile.read(TLS.resolve("ed25519.key")).privateKey().getAlgorithm())
                .isEqualTo("EdDSA");
        PemFile combined = PemFile.read(TLS.resolve("combined.pem"));
        assertThat(combined.certificates()).hasSize(1);
        assertThat(combined.privateKey())
                .isEqualTo(PemFile.read(TLS.resolve("server.key")).privateKey());
    }

    private static BigInteger secret(String file) throws IOException {
        return ((ECPrivateKey) PemFile.read(TLS.resolve(file)).privateKey()).getS();
    }

    @Test
    void whatCannotBeUsedIsNamedWithARemedy() throws Exception {
        assertThatThrownBy(() -> PemFile.read(TLS.resolve("encrypted.key")).privateKey())
                .hasMessageContaining("ENCRYPTED PRIVATE KEY")
                .hasMessageContaining("openssl pkey");
        assertThatThrownBy(() -> PemFile.read(TLS.resolve("server.pem")).privateKey())
                .hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> PemFile.read(dir.resolve("none"))).hasMessageContaining("does not exist");
        Path broken = Files.writeString(
                dir.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> PemFile.read(broken).certificates()).hasMessageContaining("cannot be read");
        Path key = Files.writeString(
                dir.resolve("broken.key"), "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFile.read(key).privateKey()).hasMessageContaining("cannot be read; convert it");
    }

    @Test
    void aFolderMayHoldOtherThings() throws Exception {
        Files.copy(TLS.resolve("authority.pem"), dir.resolve("a.pem"));
        Files.writeString(dir.resolve("README"), "nothing");
        Files.createSymbolicLink(dir.resolve("hash.0"), dir.resolve("a.pem"));
        assertThat(TlsContexts.client(new TlsContexts.Trust.AuthorityFolder(dir), Optional.empty()))
                .isNotNull();
        assertThatThrownBy(() -> TlsContexts.client(
                        new TlsContexts.Trust.AuthorityFile(dir.resolve("README")), Optional.empty()))
                .hasMessageContaining("holds no certificate");
    }
}

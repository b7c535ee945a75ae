package io.peregrine.output.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The Authorization header from a file, which is read for every request so that a secret can be exchanged at any time. */
final class AuthorizationHeader {
    private final HttpOptions.Authentication authentication;

    AuthorizationHeader(HttpOptions.Authentication authentication) {
        this.authentication = authentication;
    }

    /** Returns the header's value, or nothing when there is nothing to prove. */
    Optional<String> header() throws IOException {
        return switch (authentication) {
            case HttpOptions.Authentication.None ignored -> Optional.empty();
            case HttpOptions.Authentication.Bearer(Path file) -> Optional.of("Bearer " + secret(file));
            case HttpOptions.Authentication.Basic(String user, Path file) ->
                Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + secret(file)).getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static String secret(Path file) throws IOException {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("the file " + file + " with the secret for the http output does not exist", e);
        } catch (IOException e) {
            throw new IOException("the file " + file + " with the secret for the http output cannot be read", e);
        }
        if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ')) {
            throw new IOException("the file " + file + " must hold one line, the secret for the http output");
        }
        return secret;
    }
}

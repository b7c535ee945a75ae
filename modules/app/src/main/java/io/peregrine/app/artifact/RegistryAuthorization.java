package io.peregrine.app.artifact;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How registries want to know who asks: the accounts of Docker's configuration, and the tokens that are given for them. */
final class RegistryAuthorization {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final long LARGEST = 1 << 20;

    private final Path accounts;

    /** Accounts from a file such as {@code ~/.docker/config.json}, which may be missing. */
    RegistryAuthorization(Path accounts) {
        this.accounts = accounts;
    }

    /** The account for a registry, as a header's value. */
    Optional<String> account(String registry) throws CommandFailure {
        try {
            if (!Files.isRegularFile(accounts) || Files.size(accounts) > LARGEST) {
                return Optional.empty();
            }
            String account = Document.read(accounts.toString(), Files.readAllBytes(accounts))
                    .at("auths", registry, "auth")
                    .text();
            return account.isEmpty() ? Optional.empty() : Optional.of("Basic " + account);
        } catch (IOException e) {
            throw new CommandFailure("The accounts in " + accounts + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Where a token is to be had, by the header {@code WWW-Authenticate} of a refusal.
     *
     * @return nothing when the registry wants something else than a token, or would send accounts over a line that anybody may read
     */
    static Optional<URI> tokenPlace(String challenge, boolean plainHttp) {
        Map<String, String> parameters = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        String realm = parameters.getOrDefault("realm", "");
        if (!challenge.regionMatches(true, 0, "Bearer", 0, 6)
                || !realm.matches(plainHttp ? "https?://.+" : "https://.+")) {
            return Optional.empty();
        }
        StringBuilder query = new StringBuilder(realm).append(realm.contains("?") ? '&' : '?');
        for (String name : new String[] {"service", "scope"}) {
            if (parameters.containsKey(name)) {
                query.append(name)
                        .append('=')
                        .append(URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8))
                        .append('&');
            }
        }
        try {
            return Optional.of(URI.create(query.substring(0, query.length() - 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

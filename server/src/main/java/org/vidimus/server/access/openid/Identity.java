package org.vidimus.server.access.openid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom the provider says that somebody is.
 *
 * @param subject never given to another person by this provider; names may be
 * @param sid the provider's own session, where it names one
 * @param authenticatedAt when the person proved it there, where the provider says so
 * @param values of the claim that brings duties
 * @param token as it came, for the provider when the person signs out
 */
public record Identity(
        String issuer,
        String subject,
        Optional<String> sid,
        Optional<Instant> authenticatedAt,
        Optional<String> login,
        Optional<String> name,
        List<String> values,
        String token) {}

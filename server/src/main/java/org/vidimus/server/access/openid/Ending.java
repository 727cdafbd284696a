package org.vidimus.server.access.openid;

import java.time.Instant;
import java.util.Optional;

/**
 * The provider says that somebody's session there is over.
 *
 * @param jti so that the same word is not obeyed twice
 * @param until from when on the token would not be believed anyway
 */
public record Ending(String issuer, String jti, Instant until, Optional<String> sid, Optional<String> subject) {}

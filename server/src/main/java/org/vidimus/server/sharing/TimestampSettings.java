package org.vidimus.server.sharing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The RFC 3161 authority that says when a bundle's checkpoint existed, under {@code vidimus.timestamp.*}.
 *
 * @param url without it nothing is asked, and no call leaves the host
 * @param timeout for the whole answer; an export goes on without a time stamp afterwards
 * @param certificates PEM file of the certificates that the authority's chain must lead to; without it the reply must be sound in itself
 */
@ConfigurationProperties("vidimus.timestamp")
record TimestampSettings(
        @Nullable URI url,
        @DefaultValue("5s") Duration timeout,
        @Nullable Path certificates) {}

package org.vidimus.server.vault;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator sets of the vault, under {@code vidimus.vault.*}.
 *
 * @param reserve room that uploads leave free: the database lives there too, and must never be the one that runs out
 * @param writers most uploads whose bytes are taken in at the same moment; those above wait
 * @param scrubEvery how often everything stored is verified
 * @param scrubPerSecond most bytes that a scrub reads in a second
 */
@ConfigurationProperties("vidimus.vault")
public record VaultSettings(
        @DefaultValue("1GB") DataSize reserve,
        @DefaultValue("256") int writers,
        @DefaultValue("7d") Duration scrubEvery,
        @DefaultValue("100MB") DataSize scrubPerSecond) {}

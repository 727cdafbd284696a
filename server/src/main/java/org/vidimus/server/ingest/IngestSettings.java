package org.vidimus.server.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator sets of uploads, under {@code vidimus.ingest.*}.
 *
 * @param largest most bytes that one file may have
 * @param expiry how long an upload may rest before it ends unfinished
 * @param stall how long a request may send nothing before it is cut; what came until then counts
 */
@ConfigurationProperties("vidimus.ingest")
public record IngestSettings(
        @DefaultValue("1TB") DataSize largest,
        @DefaultValue("7d") Duration expiry,
        @DefaultValue("30s") Duration stall) {}

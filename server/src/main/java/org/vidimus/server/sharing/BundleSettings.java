package org.vidimus.server.sharing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How bundles are made, under {@code vidimus.bundle.*}.
 *
 * @param service the agency, as it calls itself on a bundle
 * @param keep for how long a bundle can be written again
 * @param most pieces of evidence in one bundle
 * @param patience for how long an export waits for the ledger
 * @param atOnce exports that may be made beside each other; each holds a database connection while it waits
 */
@ConfigurationProperties("vidimus.bundle")
record BundleSettings(
        @DefaultValue("Vidimus") String service,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("500") int most,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("4") int atOnce) {}

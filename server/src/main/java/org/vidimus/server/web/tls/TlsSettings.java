package org.vidimus.server.web.tls;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server speaks TLS.
 *
 * @param mode {@code AUTO} speaks it to whatever is not this machine, and everywhere once a certificate is given
 * @param certificate PEM with the certificate and what leads to its root; read again when the file changes
 * @param key PEM with the certificate's private key
 * @param store PKCS#12 with both instead
 * @param storePassword of {@code store}
 * @param names under which clients know this server, for the certificate that the house makes itself
 */
@ConfigurationProperties("vidimus.tls")
record TlsSettings(
        @DefaultValue("AUTO") Mode mode,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path store,
        @Nullable String storePassword,
        @DefaultValue List<String> names) {
    enum Mode {
        AUTO,
        ON,
        OFF
    }

    TlsSettings {
        if (certificate != null ^ key != null) {
            throw new IllegalArgumentException("vidimus.tls.certificate and vidimus.tls.key belong together");
        }
        names = List.copyOf(names);
    }

    boolean isGiven() {
        return certificate != null || store != null;
    }
}

package org.vidimus.server.notices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By whose certificates mail servers and webhooks are believed to be who they are. */
final class Trust {
    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

    private Trust() {}

    /**
     * @param ca PEM certificates; null for those that come with Java
     * @throws NotSent where they cannot be read: each message is tried again, as with any other trouble, and given up
     */
    static SSLContext context(@Nullable Path ca) throws NotSent {
        try {
            if (ca == null) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            try (InputStream in = Files.newInputStream(ca)) {
                for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("ca" + n++, each);
                }
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("event=notice-ca-unreadable file={} reason=\"{}\"", ca, e.getMessage());
            throw new NotSent("ca-unreadable");
        }
    }
}

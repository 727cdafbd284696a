package org.vidimus.server.ingest.bodyworn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** What a system of cameras needs to know this server again. */
@Component
class HouseCertificates {
    private static final String BUNDLE = "house";
    private static final String ALIAS = "server";
    private static final int MOST = 10;

    private final ObjectProvider<SslBundles> bundles;

    HouseCertificates(ObjectProvider<SslBundles> bundles) {
        this.bundles = bundles;
    }

    /**
     * Who signed the server's certificate, or that certificate where it stands alone; each as PEM in Base64. Empty where this
     * server does not speak TLS itself.
     */
    List<String> base64() {
        SslBundles all = bundles.getIfAvailable();
        if (all == null) {
            return List.of();
        }
        try {
            KeyStore keys = all.getBundle(BUNDLE).getStores().getKeyStore();
            Certificate[] chain = keys == null ? null : keys.getCertificateChain(ALIAS);
            if (chain == null) {
                return List.of();
            }
            // One of the house's own making is new at each start; who signed it stays.
            return Arrays.stream(chain)
                    .skip(chain.length > 1 ? 1 : 0)
                    .limit(MOST)
                    .map(HouseCertificates::base64)
                    .toList();
        } catch (NoSuchSslBundleException e) {
            return List.of();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate cannot be read", e);
        }
    }

    private static String base64(Certificate certificate) {
        try {
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }
}

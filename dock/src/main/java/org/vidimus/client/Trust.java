package org.vidimus.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose server's certificate is believed, and what is shown of oneself.
 *
 * @param authority PEM with the certificates to believe, and no others; empty for those that this machine's Java believes
 * @param own PEM with the own certificate and what leads to its root
 * @param ownKey PEM with its private key, PKCS#8 and not encrypted
 */
public record Trust(Optional<Path> authority, Optional<Path> own, Optional<Path> ownKey) {
    public static final Trust PUBLIC = new Trust(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** @throws IllegalArgumentException if certificate and key do not come together */
    public Trust {
        if (own.isPresent() != ownKey.isPresent()) {
            throw new IllegalArgumentException("--cert and --cert-key belong together");
        }
    }

    /** Whether the own certificate says who one is, so that no token need to. */
    public boolean showsOwn() {
        return own.isPresent();
    }

    /** @throws IOException if a file cannot be read, or holds something else */
    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own.isPresent() ? keys(own.get(), ownKey.orElseThrow()).getKeyManagers() : null,
                    authority.isPresent() ? believed(authority.get()).getTrustManagers() : null,
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory believed(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int n = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca" + n++, certificate);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers;
    }

    private static KeyManagerFactory keys(Path certificate, Path key) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        char[] none = new char[0];
        store.setKeyEntry("own", read(key), none, certificates(certificate).toArray(Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, none);
        return managers;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return found;
        }
    }

    private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(file + " holds no private key as PKCS#8 in PEM");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String kind : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                // Of the next kind, perhaps.
            }
        }
        throw new IOException(file + " holds a private key that is neither EC nor RSA nor Ed25519");
    }
}

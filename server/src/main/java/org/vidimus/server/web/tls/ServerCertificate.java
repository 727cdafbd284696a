package org.vidimus.server.web.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.core.env.Environment;
import org.vidimus.server.Settings;
import org.vidimus.server.access.certificates.HouseAuthority;
import org.vidimus.server.access.certificates.Pair;
import org.vidimus.trust.Sha256;

/**
 * What the server shows of itself, and whose client certificates it looks at. A given certificate is read again when its file
 * changes; a certificate of the house's own making is made anew at each start and a month before it ends.
 *
 * <p>A file that cannot be read while the server runs leaves the certificate that it had, and a line in the log.
 */
class ServerCertificate implements SslBundleRegistrar, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LIFE = Duration.ofDays(397);
    private static final Duration RENEW = Duration.ofDays(30);
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    /** Forward secrecy and authenticated encryption only (RFC 9325 §4.2). */
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private static final String PASSWORD = "in memory alone";

    private final TlsSettings tls;
    private final Settings settings;
    private final HouseAuthority authority;
    private final Environment environment;
    private final Clock clock;
    private volatile boolean closed;
    private volatile Optional<Thread> watcher = Optional.empty();

    ServerCertificate(
            TlsSettings tls, Settings settings, HouseAuthority authority, Environment environment, Clock clock) {
        this.tls = tls;
        this.settings = settings;
        this.authority = authority;
        this.environment = environment;
        this.clock = clock;
    }

    /** @param seen what the files looked like before they were read: a change while reading is seen at the next look */
    private record Shown(KeyStore keys, X509Certificate leaf, String seen) {}

    @Override
    public void registerBundles(SslBundleRegistry registry) {
        Shown shown = read();
        registry.registerBundle(TlsEnvironment.BUNDLE, bundle(shown));
        announce(shown);
        watcher = Optional.of(
                Thread.ofPlatform().daemon().name("server-certificate").start(() -> watch(registry, shown)));
    }

    private void watch(SslBundleRegistry registry, Shown first) {
        Shown shown = first;
        while (!closed) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (closed || !outdated(shown)) {
                continue;
            }
            try {
                shown = read();
                registry.updateBundle(TlsEnvironment.BUNDLE, bundle(shown));
                LOG.info("certificate-changed sha256={}", fingerprint(shown.leaf()));
            } catch (RuntimeException e) {
                // Somebody may be in the middle of copying: the next look reads again.
                LOG.warn("certificate-unreadable error={}", e.getMessage());
            }
        }
    }

    private boolean outdated(Shown shown) {
        return tls.isGiven()
                ? !looks().equals(shown.seen())
                : shown.leaf().getNotAfter().toInstant().minus(RENEW).isBefore(clock.instant());
    }

    private String looks() {
        StringBuilder looks = new StringBuilder();
        for (Path file : java.util.Arrays.asList(tls.certificate(), tls.key(), tls.store())) {
            if (file != null) {
                try {
                    looks.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
                } catch (IOException e) {
                    looks.append("gone");
                }
                looks.append('\n');
            }
        }
        return looks.toString();
    }

    private Shown read() {
        String seen = looks();
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            if (tls.store() != null) {
                fromStore(tls.store(), keys);
            } else if (tls.certificate() != null && tls.key() != null) {
                keys.setKeyEntry("server", Pair.readKey(tls.key()), PASSWORD.toCharArray(), chain(tls.certificate()));
            } else {
                Pair made = authority.server(names(), LIFE);
                keys.setKeyEntry("server", made.key(), PASSWORD.toCharArray(), new Certificate[] {
                    made.certificate(), authority.certificate()
                });
            }
            return new Shown(keys, (X509Certificate) keys.getCertificate("server"), seen);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate or key cannot be read: " + e.getMessage(), e);
        }
    }

    private void fromStore(Path file, KeyStore keys) throws IOException, GeneralSecurityException {
        char[] password = Optional.ofNullable(tls.storePassword()).orElse("").toCharArray();
        KeyStore given = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            given.load(in, password);
        }
        for (String alias : Collections.list(given.aliases())) {
            if (given.getKey(alias, password) instanceof PrivateKey key) {
                keys.setKeyEntry("server", key, PASSWORD.toCharArray(), given.getCertificateChain(alias));
                return;
            }
        }
        throw new IOException(file + " holds no private key");
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (chain.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return chain.toArray(Certificate[]::new);
        }
    }

    private SslBundle bundle(Shown shown) {
        try {
            KeyStore docks = KeyStore.getInstance("PKCS12");
            docks.load(null, null);
            docks.setCertificateEntry("house", authority.certificate());
            return SslBundle.of(
                    SslStoreBundle.of(shown.keys(), PASSWORD, docks),
                    SslBundleKey.of(PASSWORD, "server"),
                    SslOptions.of(SUITES, VERSIONS));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate cannot be used", e);
        }
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>(tls.names());
        String address = environment.getProperty("server.address");
        if (address != null && !address.equals("0.0.0.0") && !address.equals("::")) {
            names.add(address);
        }
        try {
            InetAddress own = InetAddress.getLocalHost();
            names.add(own.getHostName());
            names.add(own.getHostAddress());
        } catch (UnknownHostException nameless) {
            LOG.debug("host-without-name", nameless);
        }
        names.addAll(List.of("localhost", "127.0.0.1", "::1"));
        return List.copyOf(names);
    }

    private void announce(Shown shown) {
        if (!tls.isGiven()) {
            System.out.println("CERTIFICATE of this server, made by itself: SHA-256 " + fingerprint(shown.leaf()));
            System.out.println("Its authority is "
                    + settings.data()
                            .toAbsolutePath()
                            .relativize(authority.certificateFile().toAbsolutePath()) + " in the data folder: SHA-256 "
                    + fingerprint(authority.certificate()));
        }
    }

    /** As browsers show it. */
    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(Sha256.of(certificate.getEncoded()).bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        watcher.ifPresent(LockSupport::unpark);
    }
}

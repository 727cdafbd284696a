package org.vidimus.server.web.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.vidimus.server.access.certificates.Pair;

/** Certificates and requests of other hands, good and bad. */
final class TestCertificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestCertificates() {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    record Authority(X509Certificate certificate, PrivateKey key) {
        String sign(KeyPair keys, String name, Duration life) throws IOException {
            return Pair.pem(signed(certificate, key, keys, name, KeyPurposeId.id_kp_clientAuth, life));
        }

        /** Writes {@code server.crt} and {@code server.key}. */
        void server(Path folder, Duration life) throws IOException {
            KeyPair keys = newKeys();
            Files.writeString(folder.resolve("server.key"), Pair.pem(keys.getPrivate()));
            Files.writeString(
                    folder.resolve("server.crt"),
                    Pair.pem(signed(certificate, key, keys, "server", KeyPurposeId.id_kp_serverAuth, life)));
        }
    }

    static Authority authority(String name) {
        KeyPair keys = newKeys();
        Instant now = Instant.now();
        X500Principal subject = new X500Principal("CN=" + name);
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(100, RANDOM),
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plus(Duration.ofDays(90))),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            return new Authority(
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))),
                    keys.getPrivate());
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the house itself would sign it, with an end of our choice. */
    static String signedBy(Path keysFolder, X509Certificate authority, KeyPair keys, Duration life) throws IOException {
        PrivateKey key = Pair.readKey(keysFolder.resolve("house-ca.key"));
        return Pair.pem(signed(authority, key, keys, "dock", KeyPurposeId.id_kp_clientAuth, life));
    }

    private static X509Certificate signed(
            X509Certificate issuer, PrivateKey key, KeyPair keys, String name, KeyPurposeId purpose, Duration life) {
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(100, RANDOM),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(life)),
                    new X500Principal("CN=" + name),
                    keys.getPublic());
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String request(KeyPair keys) {
        return request(keys, keys.getPrivate(), "SHA256withECDSA");
    }

    static String requestForAnothersKey() {
        return request(newKeys(), newKeys().getPrivate(), "SHA256withECDSA");
    }

    static String weak() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair keys = generator.generateKeyPair();
        return request(keys, keys.getPrivate(), "SHA256withRSA");
    }

    private static String request(KeyPair keys, PrivateKey signer, String algorithm) {
        try {
            return Pair.pem(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=dock"), keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(signer)));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}

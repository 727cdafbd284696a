package org.vidimus.server.access.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;

/**
 * The house's own certificate authority: signs the server's certificate where the agency gives none, and the docks'. Its key is
 * {@code keys/house-ca.key}, its certificate {@code keys/house-ca.crt}; both are made when first needed.
 *
 * <p>Whoever has the key can pretend to be this server to everybody who trusts the certificate. As a dock they get nowhere: a
 * dock's certificate counts only while the database lists it. Safe for many threads.
 */
@Component
public class HouseAuthority {
    private static final Duration LIFE = Duration.ofDays(3_650);
    /** Clocks of docks are seldom right. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    private final Path certificateFile;
    private final Path keyFile;
    private final Clock clock;
    private final SecureRandom random;
    private final Object making = new Object();
    private volatile @Nullable Pair pair;

    HouseAuthority(Settings settings, Clock clock, SecureRandom random) {
        this.certificateFile = settings.keys().resolve("house-ca.crt");
        this.keyFile = settings.keys().resolve("house-ca.key");
        this.clock = clock;
        this.random = random;
    }

    /** What whoever shall trust this house needs; written to {@link #certificateFile}. */
    public X509Certificate certificate() {
        return pair().certificate();
    }

    public Path certificateFile() {
        return certificateFile;
    }

    /**
     * A server's key and certificate.
     *
     * @param names host names and addresses that clients may use
     */
    public Pair server(List<String> names, Duration life) {
        try {
            KeyPair keys = newKeys();
            GeneralName[] known = names.stream()
                    .map(name -> new GeneralName(
                            name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            X509Certificate certificate = sign(
                    new X500Principal("CN=Vidimus"),
                    keys.getPublic(),
                    life,
                    KeyPurposeId.id_kp_serverAuth,
                    new GeneralNames(known));
            return new Pair(certificate, keys.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made for the server", e);
        }
    }

    /** A certificate by which the holder of the key may show that they are a dock. */
    public X509Certificate dock(String id, SigningRequest request, Duration life) {
        try {
            return sign(
                    new X500Principal("CN=dock " + id),
                    request.key(),
                    life,
                    KeyPurposeId.id_kp_clientAuth,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, "urn:uuid:" + id)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made for a dock", e);
        }
    }

    private Pair pair() {
        Pair known = pair;
        if (known != null) {
            return known;
        }
        synchronized (making) {
            if (pair == null) {
                pair = loadOrMake();
            }
            return java.util.Objects.requireNonNull(pair);
        }
    }

    private Pair loadOrMake() {
        try {
            if (Files.exists(keyFile) && Files.exists(certificateFile)) {
                return Pair.read(certificateFile, keyFile);
            }
            // A crash after the key and before its certificate leaves a key that signed nothing: both are made anew.
            KeyPair keys = newKeys();
            Pair made = new Pair(selfSigned(keys), keys.getPrivate());
            made.write(certificateFile, keyFile);
            return made;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the house's authority cannot be read from or written to " + keyFile, e);
        }
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate selfSigned(KeyPair keys)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Instant now = clock.instant();
        X500Principal name = new X500Principal("CN=Vidimus house authority " + Long.toHexString(random.nextLong()));
        var builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(now.minus(BEFORE)), Date.from(now.plus(LIFE)), name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private X509Certificate sign(
            X500Principal subject, PublicKey key, Duration life, KeyPurposeId purpose, GeneralNames names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Pair authority = pair();
        Instant now = clock.instant();
        Instant last = authority.certificate().getNotAfter().toInstant();
        Instant until = now.plus(life).isAfter(last) ? last : now.plus(life);
        var builder = new JcaX509v3CertificateBuilder(
                authority.certificate(), serial(), Date.from(now.minus(BEFORE)), Date.from(until), subject, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        var ids = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(authority.certificate()));
        builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }
}

package org.vidimus.server.access.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate and its private key, and the two PEM files that they are kept in. */
public record Pair(X509Certificate certificate, PrivateKey key) {
    static Pair read(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificateFile)) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return new Pair(certificate, readKey(keyFile));
        }
    }

    /**
     * The unencrypted private key of a PEM file: PKCS#8, or as OpenSSL writes them for each kind.
     *
     * @throws IOException if there is none in it
     */
    public static PrivateKey readKey(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMKeyPair both) {
                    return new JcaPEMKeyConverter().getPrivateKey(both.getPrivateKeyInfo());
                }
                if (found instanceof PrivateKeyInfo alone) {
                    return new JcaPEMKeyConverter().getPrivateKey(alone);
                }
            }
        }
        throw new IOException(file + " holds no unencrypted private key in PEM");
    }

    public static String pem(Object certificateOrKey) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            // PKCS#8 says which curve a key is of; the older form that the writer would choose leaves it out.
            pem.writeObject(
                    certificateOrKey instanceof PrivateKey secret
                            ? new PemObject("PRIVATE KEY", secret.getEncoded())
                            : certificateOrKey);
        }
        return text.toString();
    }

    /** The key first, readable by its owner alone; the pair counts once the certificate has its name. */
    void write(Path certificateFile, Path keyFile) throws IOException {
        write(keyFile, pem(key), "rw-------");
        // Commit point: before this there is a key without a certificate, which is made anew.
        write(certificateFile, pem(certificate), "rw-r--r--");
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Files.createDirectories(folder);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
                var out = Channels.newOutputStream(channel)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

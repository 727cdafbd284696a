package org.vidimus.trust;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A timestamp authority in a few lines: its certificate and its RFC 3161 replies, written in DER by hand. */
final class TestAuthority {
    private static final byte[] SHA256 = id("0609608648016503040201");
    private static final byte[] TST_INFO = id("060b2a864886f70d0109100104");

    /** A way to sign, with the identifier that CMS has for it. */
    enum Kind {
        RSA("RSA", "SHA256withRSA", "06092a864886f70d010101"),
        RSA_NAMED("RSA", "SHA256withRSA", "06092a864886f70d01010b"),
        RSA_PSS("RSA", "RSASSA-PSS", "06092a864886f70d01010a"),
        EC("EC", "SHA256withECDSA", "06082a8648ce3d040302"),
        ED25519("Ed25519", "Ed25519", "06032b6570");

        private final String keys;
        private final String algorithm;
        private final byte[] id;

        Kind(String keys, String algorithm, String id) {
            this.keys = keys;
            this.algorithm = algorithm;
            this.id = TestAuthority.id(id);
        }
    }

    private final Kind kind;
    private final KeyPair pair;
    private final KeyPair other;

    int status;
    boolean withCertificate = true;
    boolean forTimestamps = true;
    boolean byKeyId;
    boolean signedByAnother;
    boolean otherContent;
    boolean namesAnotherCertificate;
    String time = "20260301080100.5Z";
    String validTo = "20360101000000Z";

    TestAuthority(Kind kind) {
        this.kind = kind;
        try {
            var generator = KeyPairGenerator.getInstance(kind.keys);
            if (kind.keys.equals("RSA")) {
                generator.initialize(2048);
            }
            this.pair = generator.generateKeyPair();
            this.other = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] id(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static byte[] sequence(byte[]... parts) {
        return der(0x30, parts);
    }

    private static byte[] integer(long value) {
        return der(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] name(String commonName) {
        return sequence(der(0x31, sequence(id("0603550403"), der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] ascii(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] sign(KeyPair keys, byte[] message) throws GeneralSecurityException {
        var signature = Signature.getInstance(kind.algorithm);
        if (kind == Kind.RSA_PSS) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(keys.getPrivate());
        signature.update(message);
        return signature.sign();
    }

    private byte[] certificate() throws GeneralSecurityException {
        // The certificate's own signature is not what is checked here; any key will do.
        byte[] algorithm = sequence(id("06032b6570"));
        byte[] extensions = der(
                0xa3,
                sequence(
                        sequence(
                                id("0603551d25"),
                                der(0x01, new byte[] {(byte) 0xff}),
                                der(
                                        0x04,
                                        sequence(id(forTimestamps ? "06082b06010505070308" : "06082b06010505070301")))),
                        sequence(id("0603551d0e"), der(0x04, der(0x04, keyId())))));
        byte[] tbs = sequence(
                der(0xa0, integer(2)),
                integer(17),
                algorithm,
                name("Test Root"),
                sequence(ascii(0x18, "20200101000000Z"), ascii(0x18, validTo)),
                name("Test Authority"),
                pair.getPublic().getEncoded(),
                extensions);
        return sequence(tbs, algorithm, der(0x03, new byte[65]));
    }

    private static byte[] keyId() {
        return new byte[] {1, 2, 3, 4};
    }

    /** A reply for a digest. */
    byte[] stamp(Sha256 digest) {
        try {
            return reply(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] reply(Sha256 digest) throws GeneralSecurityException {
        if (status > 1) {
            return sequence(sequence(integer(status)));
        }
        byte[] hash = sequence(SHA256, id("0500"));
        byte[] tstInfo = sequence(
                integer(1),
                id("06032a0304"),
                sequence(hash, der(0x04, digest.bytes())),
                integer(99),
                ascii(0x18, time));
        byte[] certificate = certificate();
        byte[] named = MessageDigest.getInstance("SHA-256").digest(namesAnotherCertificate ? new byte[1] : certificate);
        byte[] over = MessageDigest.getInstance("SHA-256").digest(otherContent ? new byte[1] : tstInfo);
        byte[] attributes = der(
                0x31,
                sequence(id("06092a864886f70d010903"), der(0x31, TST_INFO)),
                sequence(id("06092a864886f70d010904"), der(0x31, der(0x04, over))),
                sequence(id("060b2a864886f70d010910022f"), der(0x31, sequence(sequence(sequence(der(0x04, named)))))));
        byte[] tagged = attributes.clone();
        tagged[0] = (byte) 0xa0;
        byte[] signer = sequence(
                integer(1),
                byKeyId ? der(0x80, keyId()) : sequence(name("Test Root"), integer(17)),
                hash,
                tagged,
                sequence(kind.id),
                der(0x04, sign(signedByAnother ? other : pair, attributes)));
        List<byte[]> data = new ArrayList<>(
                List.of(integer(3), der(0x31, hash), sequence(TST_INFO, der(0xa0, der(0x04, tstInfo)))));
        if (withCertificate) {
            data.add(der(0xa0, certificate));
        }
        data.add(der(0x31, signer));
        byte[] token = sequence(id("06092a864886f70d010702"), der(0xa0, sequence(data.toArray(new byte[0][]))));
        return sequence(sequence(integer(status)), token);
    }

    /** The same with one byte of the reply changed. */
    static byte[] flipped(byte[] reply, int at) {
        byte[] changed = Arrays.copyOf(reply, reply.length);
        changed[at] ^= 1;
        return changed;
    }
}

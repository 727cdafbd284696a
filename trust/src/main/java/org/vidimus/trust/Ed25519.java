package org.vidimus.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 (RFC 8032 §5.1) through {@code java.base}, between the raw bytes that notes use and the platform's keys. */
final class Ed25519 {
    static final int SEED_BYTES = 32;
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** SubjectPublicKeyInfo of RFC 8410 §4 up to the 32 bytes of the key. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** p of RFC 8032 §5.1. */
    private static final BigInteger FIELD_PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    /** d of the curve -x² + y² = 1 + d x² y². */
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(FIELD_PRIME))
            .mod(FIELD_PRIME);
    /** y of the eight points of small order: with such a key anybody can make signatures. */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            FIELD_PRIME.subtract(BigInteger.ONE),
            littleEndian(HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
            littleEndian(HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")));

    private Ed25519() {}

    /** The private key of a seed. */
    static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("java.base offers Ed25519", e);
        }
    }

    /**
     * The 32 bytes of the public key of a seed. The platform has no call for it, but its generator takes the seed from its
     * source of randomness; that it did is checked.
     */
    static byte[] publicKey(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SeedSource(seed));
            var pair = generator.generateKeyPair();
            byte[] used = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            if (!Arrays.equals(used, seed)) {
                throw new IllegalStateException("the platform's Ed25519 generator does not use the seed it is given");
            }
            return rawPublicKey((EdECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("java.base offers Ed25519", e);
        }
    }

    private static byte[] rawPublicKey(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    /**
     * The platform's key of 32 bytes.
     *
     * @throws IllegalArgumentException if they are not a point, not in its one spelling, or a point of small order
     */
    static PublicKey publicKeyOf(byte[] raw) {
        byte[] magnitude = raw.clone();
        magnitude[KEY_BYTES - 1] &= 0x7f;
        BigInteger y = littleEndian(magnitude);
        if (y.compareTo(FIELD_PRIME) >= 0) {
            throw new IllegalArgumentException("the public key is not in its one spelling");
        }
        if (SMALL_ORDER.contains(y)) {
            throw new IllegalArgumentException("the public key is a point of small order: anybody could sign for it");
        }
        if (!isOnCurve(y)) {
            throw new IllegalArgumentException("the public key is not a point of the curve");
        }
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Text.concat(SPKI_PREFIX, raw)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the public key is not an Ed25519 key: " + e.getMessage(), e);
        }
    }

    /** Whether x² = (y² - 1) / (d y² + 1) has a solution (RFC 8032 §5.1.3). The platform finds out only when verifying. */
    private static boolean isOnCurve(BigInteger y) {
        BigInteger square = y.multiply(y).mod(FIELD_PRIME);
        BigInteger xSquare = square.subtract(BigInteger.ONE)
                .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(FIELD_PRIME))
                .mod(FIELD_PRIME);
        BigInteger half = FIELD_PRIME.subtract(BigInteger.ONE).shiftRight(1);
        return xSquare.modPow(half, FIELD_PRIME).compareTo(BigInteger.ONE) <= 0;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs", e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            var verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            // The platform raises SignatureException for bytes that cannot be a signature, such as S >= L or R off the
            // curve.
            return false;
        }
    }

    private static final class SeedSource extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        SeedSource(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("asked for " + bytes.length + " bytes, the seed has " + seed.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}

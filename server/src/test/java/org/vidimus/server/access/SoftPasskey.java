package org.vidimus.server.access;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An authenticator and its browser in a few lines: ES256, no attestation. Lies where a test tells it to. */
final class SoftPasskey {
    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int ATTESTED = 0x40;

    private final KeyPair pair;
    private final byte[] id = new byte[20];
    private final String origin;
    private String handle = "";
    int count;
    int flags = PRESENT | VERIFIED;
    String party = "localhost";

    SoftPasskey(String origin) throws GeneralSecurityException {
        this.origin = origin;
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        this.pair = pairs.generateKeyPair();
        new SecureRandom().nextBytes(id);
    }

    /** What {@code navigator.credentials.create} would bring for these options. */
    Map<String, Object> create(JsonNode options) throws Exception {
        return create(options, origin);
    }

    Map<String, Object> create(JsonNode options, String said) throws Exception {
        handle = options.at("/publicKey/user/id").asString();
        byte[] client = client("webauthn.create", options, said);
        var object = new ByteArrayOutputStream();
        byte[] data = data(flags | ATTESTED, true);
        object.write(new byte[] {(byte) 0xa3, 0x63, 'f', 'm', 't', 0x64, 'n', 'o', 'n', 'e', 0x67});
        object.write("attStmt".getBytes(StandardCharsets.US_ASCII));
        object.write(new byte[] {(byte) 0xa0, 0x68});
        object.write("authData".getBytes(StandardCharsets.US_ASCII));
        object.write(ByteBuffer.allocate(3)
                .put((byte) 0x59)
                .putShort((short) data.length)
                .array());
        object.write(data);
        return shown(
                options,
                Map.of(
                        "clientDataJSON", text(client),
                        "attestationObject", text(object.toByteArray()),
                        "transports", List.of("internal")));
    }

    /** What {@code navigator.credentials.get} would bring for these options. */
    Map<String, Object> get(JsonNode options) throws Exception {
        return get(options, origin);
    }

    Map<String, Object> get(JsonNode options, String said) throws Exception {
        count++;
        byte[] client = client("webauthn.get", options, said);
        byte[] data = data(flags, false);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(data);
        signature.update(sha256(client));
        return shown(
                options,
                Map.of(
                        "clientDataJSON", text(client),
                        "authenticatorData", text(data),
                        "signature", text(signature.sign()),
                        "userHandle", handle));
    }

    private Map<String, Object> shown(JsonNode options, Map<String, Object> response) {
        var shown = new HashMap<String, Object>();
        shown.put("challenge", options.get("challenge").asString());
        shown.put(
                "credential",
                Map.of(
                        "id", text(id),
                        "rawId", text(id),
                        "type", "public-key",
                        "response", response,
                        "clientExtensionResults", Map.of()));
        return shown;
    }

    private static byte[] client(String type, JsonNode options, String origin) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\""
                        + options.at("/publicKey/challenge").asString() + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** WebAuthn Level 3 §6.1. */
    private byte[] data(int flags, boolean withKey) throws Exception {
        var data = new ByteArrayOutputStream();
        data.write(sha256(party.getBytes(StandardCharsets.UTF_8)));
        data.write(flags);
        data.write(ByteBuffer.allocate(4).putInt(count).array());
        if (withKey) {
            data.write(new byte[16]);
            data.write(ByteBuffer.allocate(2).putShort((short) id.length).array());
            data.write(id);
            var point = ((ECPublicKey) pair.getPublic()).getW();
            data.write(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
            data.write(unsigned(point.getAffineX()));
            data.write(new byte[] {0x22, 0x58, 32});
            data.write(unsigned(point.getAffineY()));
        }
        return data.toByteArray();
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

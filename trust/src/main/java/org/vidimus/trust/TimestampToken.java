package org.vidimus.trust;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an RFC 3161 reply says, taken apart and not yet believed: TimeStampResp (§2.4.2) with a CMS SignedData (RFC 5652 §5) around
 * a TSTInfo.
 *
 * @param content the encoded TSTInfo that was signed over
 * @param imprintAlgorithm object identifier of the hash of what was stamped
 * @param digestAlgorithm object identifier of the signer's hash
 * @param attributes the signed attributes, as the SET that is signed
 */
@SuppressWarnings("ArrayRecordComponent") // parts of one token; never compared
record TimestampToken(
        byte[] content,
        String imprintAlgorithm,
        byte[] imprint,
        Instant at,
        List<X509Certificate> certificates,
        Signer signer,
        String digestAlgorithm,
        byte[] attributes,
        List<Attribute> signed,
        String signatureAlgorithm,
        byte[] signature) {
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.(\\d{0,8}[1-9]))?Z");

    /** How the signer is named: by issuer and serial number, or by key identifier. */
    sealed interface Signer {
        record ByIssuer(byte[] issuer, BigInteger serial) implements Signer {}

        record ByKey(byte[] keyId) implements Signer {}
    }

    /** A signed attribute with its one value. */
    record Attribute(String type, Der value) {}

    private static Malformed malformed(String message) {
        return new Malformed(FindingCode.TIMESTAMP_MALFORMED, message);
    }

    /** Status of the reply; 0 and 1 are granted. */
    static BigInteger status(byte[] reply) {
        return Der.read(reply)
                .require(Der.SEQUENCE, "the reply")
                .child(0, "the status")
                .child(0, "the status number")
                .integer("the status number");
    }

    /** @throws Malformed with {@link FindingCode#TIMESTAMP_MALFORMED} */
    static TimestampToken parse(byte[] reply) {
        Der info = Der.read(reply).child(1, "the token").require(Der.SEQUENCE, "the token");
        requireId(info.child(0, "the token's type"), SIGNED_DATA, "the token's type");
        Der data = info.child(1, "the signed data")
                .require(Der.context(0), "the signed data")
                .child(0, "the signed data")
                .require(Der.SEQUENCE, "the signed data");
        List<Der> parts = data.children();
        Der encapsulated = data.child(2, "the content").require(Der.SEQUENCE, "the content");
        requireId(encapsulated.child(0, "the content's type"), TST_INFO, "the content's type");
        byte[] content = encapsulated
                .child(1, "the content")
                .require(Der.context(0), "the content")
                .child(0, "the content")
                .require(Der.OCTET_STRING, "the content")
                .content();
        List<Der> signers = parts.getLast().require(Der.SET, "the signers").children();
        if (signers.size() != 1) {
            throw malformed(signers.size() + " signers, want one");
        }
        return read(content, certificates(parts), signers.getFirst().require(Der.SEQUENCE, "the signer"));
    }

    private static void requireId(Der value, String wanted, String name) {
        if (!value.objectId(name).equals(wanted)) {
            throw malformed(name + " is " + value.objectId(name) + ", want " + wanted);
        }
    }

    private static List<X509Certificate> certificates(List<Der> parts) {
        var certificates = new ArrayList<X509Certificate>();
        for (Der part : parts) {
            if (!part.is(Der.context(0))) {
                continue;
            }
            for (Der certificate : part.children()) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate.encoded())));
                } catch (CertificateException e) {
                    throw malformed("a certificate cannot be read");
                }
            }
        }
        return certificates;
    }

    private static TimestampToken read(byte[] content, List<X509Certificate> certificates, Der signerInfo) {
        Der tstInfo = Der.read(content).require(Der.SEQUENCE, "the timestamp");
        Der imprint = tstInfo.child(2, "the imprint").require(Der.SEQUENCE, "the imprint");
        Der attributes = signerInfo.child(3, "the signed attributes").require(Der.context(0), "the signed attributes");
        byte[] asSet = attributes.encoded();
        asSet[0] = Der.SET;
        return new TimestampToken(
                content,
                imprint.child(0, "the imprint's hash")
                        .child(0, "the imprint's hash")
                        .objectId("the imprint's hash"),
                imprint.child(1, "the imprint")
                        .require(Der.OCTET_STRING, "the imprint")
                        .content(),
                time(tstInfo.child(4, "the time")
                        .require(Der.GENERALIZED_TIME, "the time")
                        .ascii()),
                List.copyOf(certificates),
                signer(signerInfo.child(1, "the signer's name")),
                signerInfo
                        .child(2, "the signer's hash")
                        .child(0, "the signer's hash")
                        .objectId("the signer's hash"),
                asSet,
                signed(attributes),
                signerInfo
                        .child(4, "the signature's algorithm")
                        .child(0, "the signature's algorithm")
                        .objectId("the signature's algorithm"),
                signerInfo
                        .child(5, "the signature")
                        .require(Der.OCTET_STRING, "the signature")
                        .content());
    }

    private static List<Attribute> signed(Der attributes) {
        var signed = new ArrayList<Attribute>();
        for (Der attribute : attributes.children()) {
            Der values = attribute.child(1, "an attribute's value").require(Der.SET, "an attribute's value");
            signed.add(new Attribute(
                    attribute.child(0, "an attribute").objectId("an attribute"),
                    values.child(0, "an attribute's value")));
        }
        return signed;
    }

    private static Signer signer(Der name) {
        if (name.is(0x80)) {
            return new Signer.ByKey(name.content());
        }
        return new Signer.ByIssuer(
                name.child(0, "the signer's issuer").encoded(),
                name.child(1, "the signer's serial number").integer("the signer's serial number"));
    }

    /** GeneralizedTime as §2.4.2 wants it: UTC, seconds, a fraction without zeros at its end. */
    private static Instant time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw malformed("the time is not YYYYMMDDhhmmss[.f]Z");
        }
        String fraction = matcher.group(7) == null ? "" : matcher.group(7);
        try {
            return LocalDateTime.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)),
                            Integer.parseInt(matcher.group(5)),
                            Integer.parseInt(matcher.group(6)),
                            Integer.parseInt((fraction + "000000000").substring(0, 9)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("the time does not exist");
        }
    }

    /** The one signed attribute of a type. */
    Optional<Der> attribute(String type) {
        List<Attribute> found = signed.stream()
                .filter(attribute -> attribute.type().equals(type))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst().value()) : Optional.empty();
    }
}

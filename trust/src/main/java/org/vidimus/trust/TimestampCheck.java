package org.vidimus.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an RFC 3161 reply against the digest it should vouch for: imprint, CMS signature over the signed attributes
 * (RFC 5652 §5.4, §5.6), and that the certificate inside is the signer's, is for timestamps and was valid then. Whether the
 * certificate's issuer can be trusted is not decided here.
 */
final class TimestampCheck {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String KEY_ID_EXTENSION = "2.5.29.14";

    private static final Map<String, String> HASHES =
            Map.of(SHA256, "SHA-256", "2.16.840.1.101.3.4.2.2", "SHA-384", "2.16.840.1.101.3.4.2.3", "SHA-512");
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String RSA_PSS = "1.2.840.113549.1.1.10";
    private static final String ED25519 = "1.3.101.112";
    /** Signature algorithms that name their hash, with the names that the platform has for them. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "1.2.840.113549.1.1.11",
            "SHA256withRSA",
            "1.2.840.113549.1.1.12",
            "SHA384withRSA",
            "1.2.840.113549.1.1.13",
            "SHA512withRSA",
            "1.2.840.10045.4.3.2",
            "SHA256withECDSA",
            "1.2.840.10045.4.3.3",
            "SHA384withECDSA",
            "1.2.840.10045.4.3.4",
            "SHA512withECDSA",
            ED25519,
            "Ed25519");

    private final TimestampToken token;
    private final Findings findings;

    private TimestampCheck(TimestampToken token, Findings findings) {
        this.token = token;
        this.findings = findings;
    }

    /** Checks a reply; the time and the authority's name only if everything about it holds. */
    static Optional<BundleReport.Stamped> check(byte[] reply, Sha256 stamped, Findings findings) {
        try {
            BigInteger status = TimestampToken.status(reply);
            if (status.signum() < 0 || status.compareTo(BigInteger.ONE) > 0) {
                findings.add(FindingCode.TIMESTAMP_REFUSED, Bundle.TIMESTAMP, "status " + status);
                return Optional.empty();
            }
            return new TimestampCheck(TimestampToken.parse(reply), findings).run(stamped);
        } catch (Malformed e) {
            findings.add(e.at(Bundle.TIMESTAMP));
            return Optional.empty();
        }
    }

    private void found(FindingCode code, String detail) {
        findings.add(code, Bundle.TIMESTAMP, detail);
    }

    private Optional<BundleReport.Stamped> run(Sha256 stamped) {
        boolean holds = true;
        if (!token.imprintAlgorithm().equals(SHA256) || !Arrays.equals(token.imprint(), stamped.bytes())) {
            found(FindingCode.TIMESTAMP_IMPRINT_DIFFERS, "want SHA-256 " + stamped);
            holds = false;
        }
        Optional<X509Certificate> certificate =
                token.certificates().stream().filter(this::isTheSigners).findFirst();
        if (certificate.isEmpty()) {
            found(FindingCode.TIMESTAMP_CERTIFICATE_UNFIT, "the signer's certificate is not in the token");
            return Optional.empty();
        }
        Optional<String> unfit = unfit(certificate.get());
        unfit.ifPresent(why -> found(FindingCode.TIMESTAMP_CERTIFICATE_UNFIT, why));
        Optional<String> wrong = wrong(certificate.get());
        wrong.ifPresent(why -> found(FindingCode.TIMESTAMP_SIGNATURE_WRONG, why));
        if (!holds || unfit.isPresent() || wrong.isPresent()) {
            return Optional.empty();
        }
        String authority =
                Shown.text(certificate.get().getSubjectX500Principal().getName());
        found(FindingCode.TIMESTAMP_AUTHORITY_UNCHECKED, authority + ", at " + token.at());
        return Optional.of(new BundleReport.Stamped(token.at(), authority));
    }

    private boolean isTheSigners(X509Certificate certificate) {
        return switch (token.signer()) {
            case TimestampToken.Signer.ByIssuer(byte[] issuer, BigInteger serial) ->
                certificate.getSerialNumber().equals(serial)
                        && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), issuer);
            case TimestampToken.Signer.ByKey(byte[] keyId) ->
                Optional.ofNullable(certificate.getExtensionValue(KEY_ID_EXTENSION))
                        .filter(extension -> Arrays.equals(
                                Der.read(Der.read(extension).content()).content(), keyId))
                        .isPresent();
        };
    }

    /** What keeps the certificate from being one for this timestamp. */
    private Optional<String> unfit(X509Certificate certificate) {
        try {
            List<String> uses =
                    Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of());
            if (!uses.equals(List.of(TIME_STAMPING))) {
                return Optional.of("the certificate is not for timestamps only (RFC 3161 §2.3)");
            }
            certificate.checkValidity(Date.from(token.at()));
            return identified(certificate.getEncoded())
                    ? Optional.empty()
                    : Optional.of("the signed attributes name another certificate (RFC 5816)");
        } catch (CertificateException e) {
            return Optional.of("the certificate was not valid at " + token.at());
        }
    }

    /** ESSCertIDv2 (RFC 5035 §4): if the attributes name a certificate by its hash, it is this one. */
    private boolean identified(byte[] certificate) throws CertificateException {
        Optional<Der> attribute = token.attribute(SIGNING_CERTIFICATE_V2);
        if (attribute.isEmpty()) {
            // The first ESSCertID names it by SHA-1, which proves nothing today; issuer and serial number have been
            // compared.
            return true;
        }
        List<Der> id = attribute
                .get()
                .child(0, "the certificates")
                .child(0, "the certificate's id")
                .children();
        boolean hasAlgorithm = !id.isEmpty() && id.getFirst().is(Der.SEQUENCE);
        String algorithm = hasAlgorithm
                ? id.getFirst().child(0, "the certificate's hash").objectId("the certificate's hash")
                : SHA256;
        int at = hasAlgorithm ? 1 : 0;
        Optional<byte[]> digest = digest(algorithm, certificate);
        return id.size() > at
                && digest.isPresent()
                && Arrays.equals(digest.get(), id.get(at).content());
    }

    private static Optional<byte[]> digest(String algorithm, byte[] bytes) {
        try {
            Optional<String> name = Optional.ofNullable(HASHES.get(algorithm));
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(name.get()).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("java.base offers SHA-2", e);
        }
    }

    /** What keeps the signature from holding. */
    private Optional<String> wrong(X509Certificate certificate) {
        Optional<Der> type = token.attribute(CONTENT_TYPE);
        if (type.isEmpty() || !type.get().objectId("the content's type").equals(TST_INFO)) {
            return Optional.of("the signed attributes are not about a timestamp");
        }
        Optional<byte[]> digest = digest(token.digestAlgorithm(), token.content());
        Optional<Der> signed = token.attribute(MESSAGE_DIGEST);
        if (digest.isEmpty()
                || signed.isEmpty()
                || !Arrays.equals(digest.get(), signed.get().content())) {
            return Optional.of("the signed attributes are over another timestamp, or by an unknown hash");
        }
        try {
            Optional<Signature> signature = algorithm();
            if (signature.isEmpty()) {
                return Optional.of("unknown signature algorithm " + token.signatureAlgorithm());
            }
            signature.get().initVerify(certificate.getPublicKey());
            signature.get().update(token.attributes());
            return signature.get().verify(token.signature())
                    ? Optional.empty()
                    : Optional.of("the signature does not fit the certificate's key");
        } catch (GeneralSecurityException e) {
            return Optional.of("the signature cannot be checked: " + e.getMessage());
        }
    }

    private Optional<Signature> algorithm() throws GeneralSecurityException {
        String hash = Optional.ofNullable(HASHES.get(token.digestAlgorithm())).orElse("");
        if (token.signatureAlgorithm().equals(RSA)) {
            return Optional.of(Signature.getInstance(hash.replace("-", "") + "withRSA"));
        }
        if (token.signatureAlgorithm().equals(RSA_PSS)) {
            // RFC 4056 §3: the same hash for message and mask, a salt of its length; other parameters do not verify.
            var signature = Signature.getInstance("RSASSA-PSS");
            int saltBytes = MessageDigest.getInstance(hash).getDigestLength();
            signature.setParameter(new PSSParameterSpec(
                    hash, "MGF1", new MGF1ParameterSpec(hash), saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
            return Optional.of(signature);
        }
        Optional<String> name = Optional.ofNullable(SIGNATURES.get(token.signatureAlgorithm()));
        return name.isEmpty() ? Optional.empty() : Optional.of(Signature.getInstance(name.get()));
    }
}

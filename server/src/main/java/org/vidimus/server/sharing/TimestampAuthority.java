package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vidimus.trust.Sha256;

/**
 * Asks the configured authority to say that some bytes existed now (RFC 3161), and believes the answer only after checking
 * it: granted, over our digest, with our nonce, and signed by the certificate inside. Safe for many threads.
 */
@Component
class TimestampAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(TimestampAuthority.class);
    private static final int LONGEST_REPLY_BYTES = 1 << 20;
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private final @Nullable URI url;
    private final Duration timeout;
    private final Set<TrustAnchor> anchors;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http;

    TimestampAuthority(TimestampSettings settings) throws IOException, GeneralSecurityException {
        url = settings.url();
        timeout = settings.timeout();
        anchors = anchors(settings.certificates());
        http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Waits for the authority, at most as long as configured. */
    Timestamp stamp(byte[] document) {
        if (url == null) {
            return new Timestamp.NotAsked();
        }
        try {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            TimeStampRequest request =
                    generator.generate(TSPAlgorithms.SHA256, Sha256.of(document).bytes(), new BigInteger(64, random));
            byte[] reply = ask(url, request.getEncoded());
            return check(request, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("the request was interrupted", e);
        } catch (TimeoutException e) {
            return failed("the authority did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException | IOException e) {
            return failed("the authority could not be asked", e);
        } catch (TSPException e) {
            return failed("the reply does not fit the request: " + e.getMessage(), e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            return failed("the reply's signer cannot be relied on: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // The parser throws many kinds for bytes from outside; none of them may stop an export.
            return failed("the reply is not an RFC 3161 reply", e);
        }
    }

    private static Timestamp failed(String reason, Exception cause) {
        LOG.warn("event=timestamp-failed reason=\"{}\" cause=\"{}\"", reason, cause.toString());
        return new Timestamp.Failed(reason);
    }

    private byte[] ask(URI authority, byte[] question)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        HttpRequest request = HttpRequest.newBuilder(authority)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        CompletableFuture<byte[]> reply = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(TimestampAuthority::body);
        try {
            return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            reply.cancel(true);
        }
    }

    private static byte[] body(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new java.io.UncheckedIOException(new IOException("HTTP status " + response.statusCode()));
            }
            byte[] reply = body.readNBytes(LONGEST_REPLY_BYTES + 1);
            if (reply.length > LONGEST_REPLY_BYTES) {
                throw new java.io.UncheckedIOException(new IOException("the reply is longer than 1 MiB"));
            }
            return reply;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Timestamp check(TimeStampRequest request, byte[] reply)
            throws TSPException, IOException, GeneralSecurityException, OperatorCreationException {
        TimeStampResponse response = new TimeStampResponse(reply);
        response.validate(request);
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            return failed("the authority refused: " + response.getStatusString(), new TSPException("no token"));
        }
        X509Certificate signer = null;
        List<X509Certificate> others = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            others.add(certificate);
            if (token.getSID().match(holder)) {
                signer = certificate;
            }
        }
        if (signer == null) {
            throw new GeneralSecurityException("the reply does not carry its certificate");
        }
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        boolean anchored =
                leadsToAnchor(signer, others, token.getTimeStampInfo().getGenTime());
        return new Timestamp.Granted(
                reply,
                token.getTimeStampInfo().getGenTime().toInstant(),
                signer.getSubjectX500Principal().getName(),
                anchored);
    }

    /** @return false where the operator named no certificates */
    private boolean leadsToAnchor(X509Certificate certificate, List<X509Certificate> others, java.util.Date at)
            throws GeneralSecurityException, IOException {
        if (anchors.isEmpty()) {
            return false;
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(certificate);
        target.setExtendedKeyUsage(Set.of(TIME_STAMPING));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
        parameters.setDate(at);
        // Asking for revocation lists would call addresses that no administrator configured.
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
        return true;
    }

    private static Set<TrustAnchor> anchors(@Nullable Path file) throws IOException, GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        if (file != null) {
            try (InputStream pem = Files.newInputStream(file)) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    anchors.add(new TrustAnchor((X509Certificate) certificate, null));
                }
            }
        }
        return anchors;
    }
}

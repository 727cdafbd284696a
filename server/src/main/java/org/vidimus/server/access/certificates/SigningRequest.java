package org.vidimus.server.access.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A PKCS#10 request: who asks shows that they hold the private key. Whatever names it asks for are not looked at. */
public record SigningRequest(PublicKey key) {
    private static final int LONGEST = 16_384;
    private static final int RSA_BITS_LEAST = 3_072;
    private static final int EC_BITS_LEAST = 256;

    /** Empty unless it is one, signed by its own key, and the key is strong enough. */
    public static Optional<SigningRequest> of(String pem) {
        if (pem.length() > LONGEST) {
            return Optional.empty();
        }
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                return Optional.empty();
            }
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            boolean held = request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
            return held && isStrong(key) ? Optional.of(new SigningRequest(key)) : Optional.empty();
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS_LEAST;
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength() >= EC_BITS_LEAST;
            case EdECPublicKey _ -> true;
            default -> false;
        };
    }
}

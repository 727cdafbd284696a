package org.vidimus.server.access;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.certificates.HouseAuthority;
import org.vidimus.server.access.certificates.Pair;
import org.vidimus.server.access.certificates.SigningRequest;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Gives docks certificates in place of their tokens, and takes them away. A dock's private key never leaves the dock. */
@RestController
@RequestMapping("/api/docks/certificates")
@Tag(name = "access")
class DockCertificateController {
    private static final Duration LIFE = Duration.ofDays(365);

    private final Gate gate;
    private final HouseAuthority authority;
    private final DockCertificates certificates;
    private final Tokens tokens;
    private final Clock clock;

    DockCertificateController(
            Gate gate, HouseAuthority authority, DockCertificates certificates, Tokens tokens, Clock clock) {
        this.gate = gate;
        this.authority = authority;
        this.certificates = certificates;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param request PKCS#10 in PEM
     * @param token id of the dock's token; a dock that asks for itself leaves it out
     */
    record Wish(@Nullable String request, @Nullable UUID token) {}

    /** @param certificate in PEM; {@code authority} is what signed it, and what the dock may trust as the server's */
    record Issued(UUID id, Instant expiresAt, String certificate, String authority) {}

    record Item(UUID id, String name, UUID token, Instant issuedAt, Instant expiresAt, Optional<Instant> revokedAt) {
        static Item of(DockCertificates.Listed listed) {
            return new Item(
                    listed.id(),
                    listed.name(),
                    listed.token().value(),
                    listed.issuedAt(),
                    listed.expiresAt(),
                    listed.revokedAt());
        }
    }

    record Items(List<Item> items) {}

    @Does(Action.DOCK_CERTIFY)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Issued certifyDock(Caller caller, @RequestBody Wish wish) {
        boolean itself = caller.door() == Caller.Door.DOCK;
        TokenId id = new TokenId(itself || wish.token() == null ? caller.id() : wish.token());
        return gate.change(Passage.of(caller, Action.DOCK_CERTIFY, Subject.token(id.value())), outcome -> {
            Token dock = tokens.find(id)
                    .filter(token -> token.dock() && token.validAt(clock.instant()))
                    .orElseThrow(() -> unfit("token", "want the id of a dock's living token"));
            SigningRequest request = Optional.ofNullable(wish.request())
                    .flatMap(SigningRequest::of)
                    .orElseThrow(
                            () -> unfit(
                                    "request",
                                    "want a PKCS#10 request in PEM, signed by its own key: EC from 256 bits, RSA from 3072, or Ed25519"));
            UUID certificate = UUID.randomUUID();
            X509Certificate signed = authority.dock(certificate.toString(), request, LIFE);
            var listed = new DockCertificates.Listed(
                    certificate,
                    id,
                    dock.name(),
                    clock.instant(),
                    signed.getNotAfter().toInstant(),
                    Optional.empty());
            certificates.add(listed, signed);
            outcome.note("certificate", certificate.toString());
            return new Issued(certificate, listed.expiresAt(), pem(signed), pem(authority.certificate()));
        });
    }

    @Does(Action.DOCK_CERTIFICATES)
    @GetMapping
    Items listDockCertificates(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.DOCK_CERTIFICATES),
                _ -> new Items(certificates.all().stream().map(Item::of).toList()));
    }

    @Does(Action.DOCK_CERTIFICATE_REVOKE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeDockCertificate(Caller caller, @PathVariable UUID id) {
        Passage passage = Passage.of(caller, Action.DOCK_CERTIFICATE_REVOKE).with("certificate", id.toString());
        gate.change(passage, outcome -> {
            DockCertificates.Listed listed =
                    certificates.find(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            certificates.revoke(id);
            return outcome.about(Subject.token(listed.token().value()));
        });
    }

    private static RuntimeException unfit(String field, String why) {
        return new AccessProblem.Unfit(field, why).refused();
    }

    private static String pem(X509Certificate certificate) {
        try {
            return Pair.pem(certificate);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }
}

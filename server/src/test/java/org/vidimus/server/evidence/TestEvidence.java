package org.vidimus.server.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/** Brings bytes in as ingest does: sealed, then received. For tests of the whole server. */
@Component
public class TestEvidence {
    private final Vault vault;
    private final Arrivals arrivals;
    private final TransactionTemplate transaction;

    TestEvidence(Vault vault, Arrivals arrivals, PlatformTransactionManager transactions) {
        this.vault = vault;
        this.arrivals = arrivals;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What arrives; starts as a file of nobody. */
    public record Delivery(
            byte[] bytes,
            String name,
            Optional<String> camera,
            Optional<String> recording,
            int part,
            Optional<Instant> start,
            Optional<Duration> clockOffset,
            Optional<PersonId> wearer,
            Optional<UnitId> unit,
            Optional<String> sidecarOf) {
        public static Delivery of(byte[] bytes, String name) {
            return new Delivery(
                    bytes,
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public Delivery from(String serial) {
            return new Delivery(
                    bytes, name, Optional.of(serial), recording, part, start, clockOffset, wearer, unit, sidecarOf);
        }

        public Delivery part(String ofRecording, int number) {
            return new Delivery(
                    bytes, name, camera, Optional.of(ofRecording), number, start, clockOffset, wearer, unit, sidecarOf);
        }

        public Delivery at(Instant began) {
            return new Delivery(
                    bytes, name, camera, recording, part, Optional.of(began), clockOffset, wearer, unit, sidecarOf);
        }

        public Delivery clockAhead(Duration offset) {
            return new Delivery(
                    bytes, name, camera, recording, part, start, Optional.of(offset), wearer, unit, sidecarOf);
        }

        public Delivery wornBy(PersonId person, UnitId of) {
            return new Delivery(
                    bytes,
                    name,
                    camera,
                    recording,
                    part,
                    start,
                    clockOffset,
                    Optional.of(person),
                    Optional.of(of),
                    sidecarOf);
        }

        public Delivery beside(String original) {
            return new Delivery(
                    bytes, name, camera, recording, part, start, clockOffset, wearer, unit, Optional.of(original));
        }
    }

    public Arrivals.Received receive(Delivery delivery) {
        return receive(delivery, EvidenceId.random());
    }

    public Arrivals.Received receive(Delivery delivery, EvidenceId reserved) {
        ObjectId object = seal(reserved.value(), delivery.bytes());
        return transaction.execute(_ -> arrivals.receive(arrival(delivery, reserved, object)));
    }

    public void secure(Arrivals.Received received, Originals originals) {
        ObjectId object = originals
                .find(new OriginalId(received.evidence(), received.n()))
                .orElseThrow()
                .object();
        transaction.executeWithoutResult(_ -> arrivals.secured(object));
    }

    private ObjectId seal(UUID key, byte[] bytes) {
        ObjectId object = transaction.execute(_ -> vault.create(new KeyId(key)));
        try {
            vault.append(object, 0, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transaction.executeWithoutResult(_ -> vault.seal(object, Sha256.of(bytes)));
        return object;
    }

    private static Arrival arrival(Delivery delivery, EvidenceId reserved, ObjectId object) {
        return new Arrival(
                reserved,
                object,
                delivery.name(),
                delivery.bytes().length,
                Sha256.of(delivery.bytes()),
                delivery.camera(),
                delivery.recording(),
                delivery.part(),
                delivery.start(),
                Optional.empty(),
                delivery.clockOffset(),
                delivery.wearer(),
                delivery.unit(),
                delivery.sidecarOf());
    }
}

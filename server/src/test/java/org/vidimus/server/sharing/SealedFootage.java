package org.vidimus.server.sharing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrival;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/** Originals for tests of sharing: sealed in the real vault and told to the real ledger as an upload tells it, without HTTP. */
@Component
class SealedFootage {
    private final Vault vault;
    private final Arrivals arrivals;
    private final Gate gate;
    private final TransactionTemplate transaction;
    private final TestPeople people;

    SealedFootage(Vault vault, Arrivals arrivals, Gate gate, TransactionTemplate transaction, TestPeople people) {
        this.vault = vault;
        this.arrivals = arrivals;
        this.gate = gate;
        this.transaction = transaction;
        this.people = people;
    }

    /** A file that belongs to a wearer. */
    EvidenceId file(String name, byte[] bytes) throws IOException {
        return seal(name, bytes.length, new ByteArrayInputStream(bytes));
    }

    EvidenceId seal(String name, long lengthBytes, InputStream bytes) throws IOException {
        EvidenceId evidence = EvidenceId.random();
        ObjectId object = transaction.execute(status -> vault.create(new KeyId(evidence.value())));
        vault.append(object, 0, bytes, lengthBytes);
        return arrive(evidence, object, name, lengthBytes, vault.digest(object));
    }

    private EvidenceId arrive(EvidenceId evidence, ObjectId object, String name, long lengthBytes, Sha256 sha256) {
        PersonId wearer = people.person(Caller.Role.WEARER).id();
        Arrival arrival = new Arrival(
                evidence,
                object,
                name,
                lengthBytes,
                sha256,
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(Instant.parse("2026-03-01T08:00:00Z")),
                Optional.of(Instant.parse("2026-03-01T08:10:00Z")),
                Optional.of(Duration.ofMillis(1500)),
                Optional.of(wearer),
                Optional.of(people.unit().id()),
                Optional.empty());
        Passage passage = Passage.of(Caller.job("test-upload"), Action.UPLOAD_SEAL, Subject.upload(UUID.randomUUID()));
        gate.change(passage, outcome -> {
            vault.seal(object, sha256);
            Arrivals.Received received = arrivals.receive(arrival);
            outcome.about(Subject.evidence(received.evidence().value()))
                    .note("original", Integer.toString(received.n()))
                    .note("sha256", sha256.toString())
                    .note("length-bytes", Long.toString(lengthBytes));
            return received;
        });
        return evidence;
    }
}

package org.vidimus.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Permissions;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.vault.Vault;

/** What came and was not taken as evidence. Nothing of it is dropped. */
@Service
class Quarantine {
    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Scopes scopes;
    private final Permissions permissions;
    private final ObjectProvider<Admissions> doors;

    Quarantine(
            Gate gate,
            Uploads uploads,
            Vault vault,
            Scopes scopes,
            Permissions permissions,
            ObjectProvider<Admissions> doors) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.scopes = scopes;
        this.permissions = permissions;
        this.doors = doors;
    }

    /**
     * @param more how many come after these
     * @param admissible those that the caller may take in now
     */
    record Page(List<Upload> items, long more, Set<UUID> admissible) {}

    /** @param bytes closed by the caller */
    record Content(Upload upload, InputStream bytes) {}

    /** @param skip how many of the newest the caller has already */
    Page list(Caller caller, int skip) {
        return gate.view(Passage.of(caller, Action.QUARANTINE_LIST), outcome -> {
            Scope scope = scopes.of(caller, Action.QUARANTINE_LIST);
            List<Upload> items = uploads.quarantine(scope, skip);
            long more = Math.max(0, uploads.quarantined(scope) - skip - items.size());
            return new Page(items, more, admissible(caller, items));
        });
    }

    private Set<UUID> admissible(Caller caller, List<Upload> items) {
        List<UUID> may = items.stream()
                .filter(upload -> permissions
                        .factsOf(upload.subject())
                        .filter(facts -> permissions.allows(caller, Action.QUARANTINE_ADMIT, facts))
                        .isPresent())
                .map(upload -> upload.id().value())
                .toList();
        return doors.stream().flatMap(door -> door.admissible(may).stream()).collect(Collectors.toSet());
    }

    /**
     * Takes in what came from a camera that the house knows by now, as if it came just now.
     *
     * @return the upload, which is an original's, a duplicate, or in quarantine for another reason
     * @throws org.vidimus.server.Refused if what kept it out still does
     */
    Upload admit(Caller caller, UploadId id) {
        Passage passage = Passage.of(caller, Action.QUARANTINE_ADMIT, Subject.upload(id.value()));
        return gate.change(passage, outcome -> {
            if (doors.stream().noneMatch(door -> door.admit(id.value(), outcome))) {
                throw new IngestProblem.NotAdmissible(id).refused();
            }
            return uploads.get(id);
        });
    }

    /** @throws org.vidimus.server.Refused if the upload has no bytes in quarantine */
    Content open(Caller caller, UploadId id) {
        Passage passage = Passage.of(caller, Action.EVIDENCE_DOWNLOAD, Subject.upload(id.value()));
        return gate.view(passage, outcome -> {
            Upload upload = uploads.get(id);
            if (!upload.inQuarantine()) {
                throw new IngestProblem.NotInQuarantine(id).refused();
            }
            outcome.note("name", upload.description().name()).note("from", "quarantine");
            try {
                return new Content(upload, vault.open(upload.bytes(), 0, upload.offsetBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

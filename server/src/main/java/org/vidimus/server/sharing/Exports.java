package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Level;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.HouseSeal;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Proofs;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Detail;
import org.vidimus.server.evidence.Details;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.ViewingCopies;
import org.vidimus.server.paper.PdfReport;
import org.vidimus.server.paper.Report;
import org.vidimus.trust.Actor;
import org.vidimus.trust.Bundle;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleFile;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Exports evidence: fixes a bundle, so that from then on it is the same bytes whenever it is written. */
@Service
class Exports {
    /** Where viewing copies lie in a bag; originals lie under data/ and nowhere else. */
    private static final String COPIES = "renditions/";

    private final Gate gate;
    private final Histories histories;
    private final HouseSeal seal;
    private final Details details;
    private final ViewingCopies viewingCopies;
    private final Bundles bundles;
    private final TimestampAuthority authority;
    private final VerifyPage verifyPage;
    private final BundleSettings settings;
    private final Clock clock;
    private final JsonMapper json;
    private final Semaphore room;

    Exports(
            Gate gate,
            Histories histories,
            HouseSeal seal,
            Details details,
            ViewingCopies viewingCopies,
            Bundles bundles,
            TimestampAuthority authority,
            VerifyPage verifyPage,
            BundleSettings settings,
            Clock clock,
            JsonMapper json) {
        this.gate = gate;
        this.histories = histories;
        this.seal = seal;
        this.details = details;
        this.viewingCopies = viewingCopies;
        this.bundles = bundles;
        this.authority = authority;
        this.verifyPage = verifyPage;
        this.settings = settings;
        this.clock = clock;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.room = new Semaphore(settings.atOnce(), true);
    }

    /** @param evidence without repetition */
    record Order(List<EvidenceId> evidence, Optional<String> purpose, With with) {
        Order {
            evidence = evidence.stream().distinct().toList();
        }
    }

    /** What goes out beside the originals. */
    enum With {
        ORIGINALS_ONLY,
        /** A copy that a browser shows, of each original that it does not show. */
        VIEWING_COPIES
    }

    /** @param copies how many viewing copies are inside */
    record Made(BundleId id, long lengthBytes, int copies) {}

    /**
     * Makes a bundle whose histories end with the attempt of this very export.
     *
     * @throws org.vidimus.server.Refused with a {@link BundleProblem}; nothing was made then
     */
    Made export(Caller caller, Order order) {
        if (order.evidence().isEmpty() || order.evidence().size() > settings.most()) {
            throw new BundleProblem.EvidenceCount(order.evidence().size(), settings.most()).refused();
        }
        BundleId id = BundleId.random();
        Subject[] subjects = order.evidence().stream()
                .map(evidence -> Subject.evidence(evidence.value()))
                .toArray(Subject[]::new);
        Passage passage = Passage.of(caller, Action.BUNDLE_EXPORT, subjects)
                .because(order.purpose())
                .with("bundle", id.toString())
                .with("with", order.with().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        // Each export holds a database connection while it waits for the sequencer, which needs one too.
        takeRoom();
        try {
            return gate.change(passage, outcome -> make(id, caller, order, outcome));
        } finally {
            room.release();
        }
    }

    private void takeRoom() {
        try {
            if (!room.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BundleProblem.TooManyAtOnce().refused();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleProblem.TooManyAtOnce().refused();
        }
    }

    private Made make(BundleId id, Caller caller, Order order, Outcome outcome) {
        // As the gate has just found it: what is held more closely while we wait was not exported as such.
        Level level = order.evidence().stream()
                .map(evidence -> detail(caller, evidence).card().level())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long lastIndex = published(outcome.attempt().orElseThrow());
        Instant made = clock.instant().truncatedTo(ChronoUnit.MICROS);
        bundles.open(
                id, caller.person().orElse(caller.id()), level, made, made.plus(settings.keep()), order.evidence());
        try {
            Bundle bundle = assemble(id, caller, order, made, lastIndex);
            bundles.close(id, bundle);
            int copies = Math.toIntExact(bundle.description().files().stream()
                    .filter(file -> file.path().startsWith(COPIES))
                    .count());
            outcome.about(Subject.bundle(id.value()))
                    .note("length-bytes", Long.toString(bundle.lengthBytes()))
                    .note(
                            "originals",
                            Integer.toString(bundle.description().originals().size()))
                    .note("renditions", Integer.toString(copies))
                    .note(
                            "checkpoint",
                            Long.toString(bundle.description().checkpoint().size()));
            // Commit point, by the gate: row, files and outcome together. A crash before leaves the attempt alone,
            // which counts as
            // failed; nobody has been told of the bundle.
            return new Made(id, bundle.lengthBytes(), copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the export's own attempt is below a signed checkpoint, and returns its leaf index. */
    private long published(UUID attempt) {
        try {
            return histories
                    .awaitPublished(attempt, settings.patience())
                    .filter(entry -> entry.state() == Histories.State.PUBLISHED)
                    .flatMap(entry -> entry.index().stream().boxed().findFirst())
                    .orElseThrow(() ->
                            new BundleProblem.LedgerBehind(settings.patience().toMillis()).refused());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleProblem.LedgerBehind(settings.patience().toMillis()).refused();
        }
    }

    private Bundle assemble(BundleId id, Caller caller, Order order, Instant made, long lastIndex) throws IOException {
        Proofs proofs = histories.proofs();
        HistoryWriter history = new HistoryWriter(histories, proofs, lastIndex);
        List<BundleFile> files = new ArrayList<>();
        files.add(bundles.store(id, Bundle.CUSTODY, out -> history.write(order.evidence(), out)));
        Timestamp timestamp = authority.stamp(proofs.note().encode());
        if (timestamp instanceof Timestamp.Granted granted) {
            files.add(store(id, Bundle.TIMESTAMP, granted.reply()));
        }

        List<BundleDescription.EvidenceLine> evidenceLines = new ArrayList<>();
        List<BundleDescription.OriginalLine> originalLines = new ArrayList<>();
        List<Contents.Piece> pieces = new ArrayList<>();
        for (EvidenceId evidence : order.evidence()) {
            HistoryWriter.Story story = history.story(evidence);
            // What was sealed after the attempt is told by entries after it, so it waits for the next export.
            Detail detail = toldBy(history, detail(caller, evidence));
            List<BundleDescription.OriginalLine> lines = lines(evidence, detail);
            List<EvidenceMetadata.Viewable> copies =
                    order.with() == With.VIEWING_COPIES ? copies(id, evidence, detail, files) : List.of();
            EvidenceMetadata metadata = EvidenceMetadata.of(detail, lines, copies, details);
            files.add(store(id, "metadata/evidence/" + evidence + ".json", json.writeValueAsBytes(metadata)));
            evidenceLines.add(new BundleDescription.EvidenceLine(
                    evidence.value(), story.entries(), lastIndex, detail.card().title()));
            originalLines.addAll(lines);
            pieces.add(new Contents.Piece(metadata, story.lines(), story.entries()));
        }

        Contents contents = new Contents(
                id,
                made,
                actor(caller),
                settings.service(),
                order.purpose(),
                proofs.checkpoint(),
                proofs.verifier(),
                timestamp,
                pieces,
                verifyPage.bytes().isPresent());
        addReading(contents, files);
        BundleDescription head = new BundleDescription(
                id.value(),
                made,
                contents.by(),
                contents.service(),
                contents.purpose(),
                contents.checkpoint(),
                evidenceLines,
                originalLines,
                List.of());
        return Bundle.assemble(head, proofs.note(), files, seal.verifier(), seal::sign);
    }

    private List<EvidenceMetadata.Viewable> copies(
            BundleId id, EvidenceId evidence, Detail detail, List<BundleFile> files) throws IOException {
        List<EvidenceMetadata.Viewable> copies = new ArrayList<>();
        for (Detail.File original : detail.originals()) {
            Optional<ViewingCopies.Copy> copy = viewingCopies.of(new OriginalId(evidence, original.n()));
            if (copy.isPresent()) {
                String path = COPIES + evidence + "/" + original.n() + "-"
                        + copy.get().name();
                BundleFile file = bundles.refer(id, path, copy.get());
                files.add(file);
                copies.add(
                        EvidenceMetadata.Viewable.of(file, original, copy.get().recipe()));
            }
        }
        return copies;
    }

    private static Actor actor(Caller caller) {
        return new Actor(Actor.Kind.valueOf(caller.kind().name()), caller.id(), caller.name());
    }

    /** What people read, apart from the evidence itself. */
    private void addReading(Contents contents, List<BundleFile> files) throws IOException {
        Report report = CoverReport.of(contents);
        files.add(store(contents.id(), "report.html", HtmlReport.write(report)));
        files.add(store(contents.id(), "report.pdf", PdfReport.write(report, contents.made())));
        files.add(store(contents.id(), "README.txt", Readme.of(contents).getBytes(StandardCharsets.UTF_8)));
        if (verifyPage.bytes().isPresent()) {
            files.add(store(contents.id(), "verify.html", verifyPage.bytes().get()));
        }
    }

    private BundleFile store(BundleId id, String path, byte[] bytes) throws IOException {
        return bundles.store(id, path, out -> out.write(bytes));
    }

    private Detail detail(Caller caller, EvidenceId evidence) {
        return details.find(caller, evidence).orElseThrow(() -> new BundleProblem.NoEvidence(evidence).refused());
    }

    private static Detail toldBy(HistoryWriter history, Detail detail) {
        EvidenceId evidence = new EvidenceId(detail.card().id());
        return detail.with(detail.originals().stream()
                .filter(file -> history.tellsOf(new OriginalId(evidence, file.n())))
                .toList());
    }

    private static List<BundleDescription.OriginalLine> lines(EvidenceId evidence, Detail detail) {
        return detail.originals().stream()
                .map(file -> BundleDescription.OriginalLine.of(
                        evidence.value(), file.n(), file.lengthBytes(), Sha256.parse(file.sha256()), file.name()))
                .toList();
    }
}

package org.vidimus.server.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vidimus.server.vault.ObjectId;

/** Takes in what ingest has sealed. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Reception implements Arrivals {
    private final Evidences evidences;
    private final Originals originals;
    private final Sums sums;
    private final Examiner examiner;
    private final SettingApart apart;
    private final Clock clock;

    Reception(Evidences evidences, Originals originals, Sums sums, Examiner examiner, SettingApart apart, Clock clock) {
        this.evidences = evidences;
        this.originals = originals;
        this.sums = sums;
        this.examiner = examiner;
        this.apart = apart;
        this.clock = clock;
    }

    @Override
    public Received receive(Arrival arrival) {
        // Two arrivals of the same bytes at once: the second waits here for the first one's commit and then finds it.
        originals.alone(arrival.sha256());
        Optional<Original> same = originals.sameBytes(arrival.sha256(), arrival.camera());
        if (same.isPresent()) {
            return new Received(same.get().id().evidence(), same.get().id().n(), true, Optional.empty(), List.of());
        }
        Instant now = clock.instant();
        EvidenceId home = home(arrival, now);
        evidences.lock(home);
        refuseTakenPart(home, arrival);
        OriginalId original = new OriginalId(home, originals.add(home, arrival, now));
        sums.refresh(home);
        examiner.schedule(original);
        Optional<SettingApart.Apart> found = apart.examine(home);
        return new Received(
                home,
                original.n(),
                false,
                found.map(SettingApart.Apart::breach),
                found.map(SettingApart.Apart::held).orElse(List.of()));
    }

    @Override
    public boolean arrange(EvidenceId evidence, List<Placed> footage) {
        Evidences.Basics basics = evidences.lock(evidence);
        List<Original> there = originals.of(evidence).stream()
                .filter(original -> original.part().isPresent())
                .toList();
        Map<Integer, Original> byNumber = there.stream()
                .collect(Collectors.toMap(original -> original.id().n(), Function.identity()));
        boolean whole = footage.size() == there.size()
                && footage.stream().map(Placed::n).collect(Collectors.toSet()).equals(byNumber.keySet());
        boolean asItIs = footage.stream()
                        .map(Placed::n)
                        .toList()
                        .equals(there.stream()
                                .map(original -> original.id().n())
                                .toList())
                && footage.stream().allMatch(placed -> isAt(byNumber.get(placed.n()), placed));
        if (!whole || asItIs) {
            return false;
        }
        originals.arrange(evidence, footage);
        // What nobody has named goes by the name of its first file, which may be another one now.
        if (there.stream().anyMatch(original -> original.name().equals(basics.title()))) {
            String first =
                    Objects.requireNonNull(byNumber.get(footage.getFirst().n())).name();
            evidences.classify(evidence, first, basics.category(), basics.place());
        }
        sums.refresh(evidence);
        return true;
    }

    private static boolean isAt(@Nullable Original original, Placed placed) {
        return original != null
                && original.recordedStart().equals(placed.start())
                && original.recordedEnd().equals(placed.end());
    }

    @Override
    public void secured(ObjectId object) {
        // The evidence before its originals, as everywhere: an examination that ends in this moment waits, and neither
        // dies.
        originals.homeOf(object).ifPresent(evidences::lock);
        Optional<OriginalId> original = originals.secure(object, clock.instant());
        if (original.isEmpty()) {
            return;
        }
        EvidenceId evidence = original.get().evidence();
        sums.refresh(evidence);
    }

    @Override
    public void unsecured(ObjectId object) {
        originals.homeOf(object).ifPresent(home -> {
            evidences.lock(home);
            originals.unsecure(object);
            sums.refresh(home);
        });
    }

    @Override
    public void replace(ObjectId broken, ObjectId whole) {
        EvidenceId home = originals.homeOf(broken).orElseThrow();
        evidences.lock(home);
        OriginalId original = originals.replace(broken, whole, clock.instant());
        sums.refresh(home);
        examiner.again(original);
    }

    /** A sidecar lives with the original it names, where that is here; anything else with its recording, or alone. */
    private EvidenceId home(Arrival arrival, Instant now) {
        boolean ofARecording =
                arrival.camera().isPresent() && arrival.recording().isPresent();
        Optional<EvidenceId> companion =
                ofARecording ? Optional.empty() : arrival.sidecarOf().flatMap(name -> originals.named(name, arrival));
        return companion.orElseGet(() -> evidences.open(arrival, now));
    }

    private void refuseTakenPart(EvidenceId home, Arrival arrival) {
        if (arrival.sidecarOf().isPresent()) {
            return;
        }
        originals.of(home).stream()
                .filter(there -> there.part().equals(Optional.of(arrival.part())))
                .findFirst()
                .ifPresent(there -> {
                    throw new EvidenceProblem.PartTaken(home, arrival.part(), there.sha256(), arrival.sha256())
                            .refused();
                });
    }
}

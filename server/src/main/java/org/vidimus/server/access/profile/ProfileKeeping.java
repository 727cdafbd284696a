package org.vidimus.server.access.profile;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.HouseSeal;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;

/** Adds profiles, compares them, and puts one in force. */
@Component
class ProfileKeeping {
    private final Gate gate;
    private final Profiles profiles;
    private final ProfileReader reader;
    private final ProfileSignatures signatures;
    private final ProfileInForce inForce;
    private final HouseSeal seal;

    ProfileKeeping(
            Gate gate,
            Profiles profiles,
            ProfileReader reader,
            ProfileSignatures signatures,
            ProfileInForce inForce,
            HouseSeal seal) {
        this.gate = gate;
        this.profiles = profiles;
        this.reader = reader;
        this.signatures = signatures;
        this.inForce = inForce;
        this.seal = seal;
    }

    record Known(List<Profiles.Kept> kept, List<Profiles.Adoption> adoptions, Profile inForce) {}

    Known list(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.PROFILE_LIST),
                _ -> new Known(profiles.all(), profiles.adoptions(), inForce.profile()));
    }

    Profiles.Kept show(Caller caller, String code, int version) {
        return gate.view(Passage.of(caller, Action.PROFILE_LIST), _ -> require(code, version));
    }

    private Profiles.Kept require(String code, int version) {
        return profiles.find(code, version).orElseThrow(() -> new ProfileProblem.Unknown(code, version).refused());
    }

    /** A rule whose value differs. */
    record Difference(Profile.Line before, Profile.Line after) {}

    record Comparison(Profile before, Profile after, List<Difference> differences) {}

    /** What would be another if {@code code} were in force. */
    Comparison compare(Caller caller, String code, int version) {
        return gate.view(Passage.of(caller, Action.PROFILE_LIST), _ -> {
            Profile before = inForce.profile();
            Profile after = require(code, version).profile();
            List<Difference> differences = java.util.stream.IntStream.range(
                            0, after.lines().size())
                    .mapToObj(i ->
                            new Difference(before.lines().get(i), after.lines().get(i)))
                    .filter(each -> !each.before().value().equals(each.after().value()))
                    .toList();
            return new Comparison(before, after, differences);
        });
    }

    /** Keeps a profile that somebody wrote or received. What carries a signature must be signed by a trusted key. */
    Profiles.Kept add(Caller caller, String text, Optional<String> signature) {
        return gate.change(Passage.of(caller, Action.PROFILE_ADD), outcome -> {
            Profile profile = reader.read(text);
            Optional<String> signer = signature.map(note -> signatures.signer(profile, note));
            profiles.keep(profile, signature);
            signer.ifPresent(by -> outcome.note("signed-by", by));
            note(outcome, profile);
            return require(profile.code(), profile.version());
        });
    }

    /**
     * Puts a profile in force. The house signs what it adopts: the note in the entry shows which rules counted from then on,
     * whoever wrote them.
     */
    void adopt(Caller caller, String code, int version) {
        Passage passage = Passage.of(caller, Action.PROFILE_ADOPT)
                .with(
                        "before",
                        inForce.profile().code() + " " + inForce.profile().version());
        // Before it is asked for, not only when it is done: nobody approves a name without a content.
        Profile profile = require(code, version).profile();
        gate.change(passage, outcome -> {
            profiles.adopt(profile, caller.person());
            inForce.forgetAfterCommit();
            outcome.note(
                    "signature",
                    new String(
                            seal.sign(ProfileSignatures.statement(profile)).encode(),
                            java.nio.charset.StandardCharsets.UTF_8));
            return note(outcome, profile);
        });
    }

    static Outcome note(Outcome outcome, Profile profile) {
        return outcome.note("profile", profile.code() + " " + profile.version())
                .note("sha256", profile.digest().toString());
    }
}

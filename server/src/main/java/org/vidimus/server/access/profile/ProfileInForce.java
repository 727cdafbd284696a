package org.vidimus.server.access.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.server.access.Remembered;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/**
 * The rules that count now. Read them afresh at each use. Another host may have adopted others; for a few seconds we may not
 * know. A house that has adopted none lives by the one that its settings name.
 */
@Component
public class ProfileInForce implements ApplicationRunner {
    private final Profiles profiles;
    private final BuiltInProfiles builtIn;
    private final Gate gate;
    private final Profile first;
    private final Remembered<Profile> now;

    ProfileInForce(
            Profiles profiles,
            BuiltInProfiles builtIn,
            ProfileReader reader,
            Gate gate,
            Settings settings,
            Clock clock) {
        this.profiles = profiles;
        this.builtIn = builtIn;
        this.gate = gate;
        this.first = first(settings.access().firstProfile(), builtIn, reader);
        this.now = new Remembered<>(
                clock, () -> profiles.inForce().map(Profiles.Kept::profile).orElse(first));
    }

    private static Profile first(String wanted, BuiltInProfiles builtIn, ProfileReader reader) {
        Optional<Profile> known = builtIn.all().stream()
                .map(BuiltInProfiles.BuiltIn::profile)
                .filter(profile -> profile.code().equals(wanted))
                .findFirst();
        return known.orElseGet(() -> {
            try {
                return reader.read(Files.readString(Path.of(wanted)));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "vidimus.access.first-profile is '" + wanted + "': neither one of " + BuiltInProfiles.CODES
                                + " nor a file that can be read",
                        e);
            }
        });
    }

    public Profile profile() {
        return now.get();
    }

    public Rules rules() {
        return profile().rules();
    }

    /** Within the transaction that adopts another. */
    void forgetAfterCommit() {
        now.forgetAfterCommit();
    }

    /** At the first start the first profile is adopted; profiles that came with a new program are kept beside the old. */
    @Override
    public void run(ApplicationArguments arguments) {
        builtIn.all().forEach(each -> profiles.keep(each.profile(), Optional.of(each.signature())));
        if (profiles.inForce().isEmpty()) {
            Passage passage = Passage.of(Caller.job("first-start"), Action.PROFILE_ADOPT);
            // Two hosts may do this at once; then the same is adopted twice.
            gate.change(passage, outcome -> {
                profiles.keep(first, Optional.empty());
                profiles.adopt(first, Optional.empty());
                forgetAfterCommit();
                return ProfileKeeping.note(outcome, first);
            });
        }
    }
}

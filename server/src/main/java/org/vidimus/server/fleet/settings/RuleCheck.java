package org.vidimus.server.fleet.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.profile.Profile;
import org.vidimus.server.access.profile.ProfileInForce;
import org.vidimus.server.access.profile.Rule;
import org.vidimus.server.access.profile.Rules;
import org.vidimus.server.access.profile.Texts;

/** Compares settings with the profile in force. */
@Component
public class RuleCheck {
    private final ProfileInForce profiles;

    RuleCheck(ProfileInForce profiles) {
        this.profiles = profiles;
    }

    /**
     * A setting that breaks a rule.
     *
     * @param setting code
     * @param value as it is set
     * @param rule code
     * @param limit what the rule says: seconds, or {@code false}
     * @param profile code of the profile in force
     * @param basis the law or practice that the rule rests on
     * @param reference to the collection of requirements
     * @param confirmed whether somebody has found the basis in a source
     */
    public record Broken(
            String setting,
            String value,
            String rule,
            String limit,
            String profile,
            Texts basis,
            @Nullable String reference,
            boolean confirmed) {}

    /** Empty where nothing is broken. */
    List<Broken> broken(CameraSettings settings) {
        return broken(
                Optional.ofNullable(settings.preRecordSeconds()),
                Boolean.TRUE.equals(settings.position()),
                Boolean.TRUE.equals(settings.remoteStart()));
    }

    /** The same for what was read back from a camera, as text by code. */
    List<Broken> broken(java.util.Map<String, String> readBack) {
        return broken(
                Optional.ofNullable(readBack.get("preRecordSeconds"))
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(Integer::parseInt),
                "true".equals(readBack.get("position")),
                "true".equals(readBack.get("remoteStart")));
    }

    private List<Broken> broken(Optional<Integer> preRecord, boolean position, boolean remoteStart) {
        Profile profile = profiles.profile();
        Rules rules = profile.rules();
        List<Broken> broken = new ArrayList<>();
        preRecord.ifPresent(seconds -> {
            Duration set = Duration.ofSeconds(seconds);
            if (set.compareTo(rules.preRecordMost()) > 0) {
                broken.add(broken(profile, "preRecordSeconds", seconds, Rule.PRE_RECORD_MOST, rules.preRecordMost()));
            }
            if (set.compareTo(rules.preRecordLeast()) < 0) {
                broken.add(broken(profile, "preRecordSeconds", seconds, Rule.PRE_RECORD_LEAST, rules.preRecordLeast()));
            }
        });
        if (position && !rules.position()) {
            broken.add(broken(profile, "position", true, Rule.POSITION, false));
        }
        if (remoteStart && !rules.remoteStart()) {
            broken.add(broken(profile, "remoteStart", true, Rule.REMOTE_START, false));
        }
        return broken;
    }

    private static Broken broken(Profile profile, String setting, Object value, Rule rule, Object limit) {
        Profile.Line line = line(profile, rule);
        return new Broken(
                setting,
                value.toString(),
                rule.code(),
                limit instanceof Duration most ? Long.toString(most.toSeconds()) : limit.toString(),
                profile.code(),
                line.basis(),
                line.reference().orElse(null),
                line.confirmed());
    }

    private static Profile.Line line(Profile profile, Rule rule) {
        return profile.lines().stream()
                .filter(line -> line.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    /** What the profile in force says of pre-recording, with what that rests on. */
    record PreRecordRule(Duration most, String rule, String profile, Texts basis) {}

    PreRecordRule preRecord() {
        Profile profile = profiles.profile();
        return new PreRecordRule(
                profile.rules().preRecordMost(),
                Rule.PRE_RECORD_MOST.code(),
                profile.code(),
                line(profile, Rule.PRE_RECORD_MOST).basis());
    }
}

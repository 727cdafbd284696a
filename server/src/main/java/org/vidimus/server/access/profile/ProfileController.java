package org.vidimus.server.access.profile;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** The house's rules: every profile with the law that each rule rests on, what another would change, and which one counts. */
@RestController
@RequestMapping("/api/profiles")
@Tag(name = "access")
class ProfileController {
    private final ProfileKeeping keeping;

    ProfileController(ProfileKeeping keeping) {
        this.keeping = keeping;
    }

    /** @param signed whether a key that this house trusts vouches for it; else the house wrote it or took it over by itself */
    record Item(
            String code,
            int version,
            String name,
            String about,
            String sha256,
            boolean signed,
            Instant addedAt,
            boolean inForce) {
        static Item of(Profiles.Kept kept, Profile inForce, Locale locale) {
            Profile profile = kept.profile();
            return new Item(
                    profile.code(),
                    profile.version(),
                    profile.name().in(locale),
                    profile.about().in(locale),
                    profile.digest().toString(),
                    kept.signature().isPresent(),
                    kept.addedAt(),
                    profile.text().equals(inForce.text()));
        }
    }

    record Adopted(String code, int version, Instant at) {}

    record Items(List<Item> items, List<Adopted> adoptions) {}

    /**
     * @param rule code
     * @param value in JSON
     * @param confirmed whether the basis was found in a source; else it must be checked before anyone relies on it
     * @param applied whether this version of the program acts on the rule
     */
    record RuleLine(
            String rule,
            String value,
            String basis,
            Optional<String> reference,
            boolean confirmed,
            Optional<String> note,
            boolean applied) {
        static RuleLine of(Profile.Line line, Locale locale) {
            return new RuleLine(
                    line.rule().code(),
                    line.value(),
                    line.basis().in(locale),
                    line.reference(),
                    line.confirmed(),
                    line.note().map(note -> note.in(locale)),
                    line.rule().isApplied());
        }
    }

    record Sheet(String code, int version, String name, String about, String sha256, List<RuleLine> rules) {
        static Sheet of(Profile profile, Locale locale) {
            return new Sheet(
                    profile.code(),
                    profile.version(),
                    profile.name().in(locale),
                    profile.about().in(locale),
                    profile.digest().toString(),
                    profile.lines().stream()
                            .map(line -> RuleLine.of(line, locale))
                            .toList());
        }
    }

    record ChangedRule(String rule, RuleLine before, RuleLine after) {}

    record ProfileName(String code, int version, String name) {
        static ProfileName of(Profile profile, Locale locale) {
            return new ProfileName(
                    profile.code(), profile.version(), profile.name().in(locale));
        }
    }

    record Comparison(ProfileName before, ProfileName after, List<ChangedRule> changes) {}

    /** @param signature the signed note about it, where there is one */
    record Wish(@Nullable String text, @Nullable String signature) {}

    record Choice(@Nullable String code, @Nullable Integer version) {}

    @Does(Action.PROFILE_LIST)
    @GetMapping
    Items listProfiles(Caller caller, Locale locale) {
        ProfileKeeping.Known known = keeping.list(caller);
        return new Items(
                known.kept().stream()
                        .map(kept -> Item.of(kept, known.inForce(), locale))
                        .toList(),
                known.adoptions().stream()
                        .map(each -> new Adopted(each.code(), each.version(), each.at()))
                        .toList());
    }

    @Does(Action.PROFILE_LIST)
    @GetMapping("/{code}/{version}")
    Sheet showProfile(Caller caller, @PathVariable String code, @PathVariable int version, Locale locale) {
        return Sheet.of(keeping.show(caller, code, version).profile(), locale);
    }

    /** The file itself. */
    @Does(Action.PROFILE_LIST)
    @GetMapping("/{code}/{version}/file")
    ResponseEntity<byte[]> profileFile(Caller caller, @PathVariable String code, @PathVariable int version) {
        Profile profile = keeping.show(caller, code, version).profile();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(profile.code() + "-" + profile.version() + ".json")
                                .build()
                                .toString())
                .body(profile.text().getBytes(StandardCharsets.UTF_8));
    }

    /** What would be another if this one were in force. */
    @Does(Action.PROFILE_LIST)
    @GetMapping("/{code}/{version}/comparison")
    Comparison compareProfile(Caller caller, @PathVariable String code, @PathVariable int version, Locale locale) {
        ProfileKeeping.Comparison comparison = keeping.compare(caller, code, version);
        return new Comparison(
                ProfileName.of(comparison.before(), locale),
                ProfileName.of(comparison.after(), locale),
                comparison.differences().stream()
                        .map(each -> new ChangedRule(
                                each.after().rule().code(),
                                RuleLine.of(each.before(), locale),
                                RuleLine.of(each.after(), locale)))
                        .toList());
    }

    /** Keeps another profile. It counts for nothing until it is adopted. */
    @Does(Action.PROFILE_ADD)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Sheet addProfile(Caller caller, @RequestBody Wish wish, Locale locale) {
        String text = wish.text() == null ? "" : wish.text();
        return Sheet.of(
                keeping.add(caller, text, Optional.ofNullable(wish.signature())).profile(), locale);
    }

    @Does(Action.PROFILE_ADOPT)
    @PutMapping("/in-force")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adoptProfile(Caller caller, @RequestBody Choice choice) {
        keeping.adopt(
                caller, choice.code() == null ? "" : choice.code(), choice.version() == null ? 0 : choice.version());
    }
}

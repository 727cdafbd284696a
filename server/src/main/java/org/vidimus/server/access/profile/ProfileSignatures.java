package org.vidimus.server.access.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.Settings;
import org.vidimus.trust.Malformed;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.SignedNote;

/**
 * Who vouches for a profile: a signed note about its code, version and digest, by a key that this house trusts. Those of the
 * program are trusted, and those that an operator lists in {@code keys/profile-signers.txt}, one a line.
 */
@Component
class ProfileSignatures {
    private static final String SIGNERS = "profile-signers.txt";

    private final List<NoteVerifier> trusted;

    ProfileSignatures(Settings settings) throws IOException {
        Path listed = settings.keys().resolve(SIGNERS);
        String all = BuiltInProfiles.resource(SIGNERS) + (Files.exists(listed) ? Files.readString(listed) : "");
        this.trusted = all.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ProfileSignatures::verifier)
                .toList();
    }

    private static NoteVerifier verifier(String line) {
        try {
            return NoteVerifier.parse(line.strip());
        } catch (Malformed e) {
            throw new IllegalStateException(SIGNERS + " has a line that is no key: " + e.getMessage(), e);
        }
    }

    /** What is signed. */
    static String statement(Profile profile) {
        return ProfileReader.SCHEMA + "\n" + profile.code() + " " + profile.version() + "\n" + profile.digest() + "\n";
    }

    /**
     * The name of the trusted key that signed it.
     *
     * @throws org.vidimus.server.Refused with {@link ProfileProblem.SignatureUnfit}
     */
    String signer(Profile profile, String note) {
        SignedNote signed;
        try {
            signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
        } catch (Malformed e) {
            throw new ProfileProblem.SignatureUnfit("it is no signed note").refused();
        }
        if (!signed.text().equals(statement(profile))) {
            throw new ProfileProblem.SignatureUnfit("it is about another profile, version or content").refused();
        }
        Optional<NoteVerifier> by =
                trusted.stream().filter(key -> signed.check(key).isEmpty()).findFirst();
        return by.map(NoteVerifier::name)
                .orElseThrow(
                        () -> new ProfileProblem.SignatureUnfit("it is not by a key that this house trusts").refused());
    }
}

package org.vidimus.server.access.profile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The profiles that come with the program. Their signatures are checked each time that it starts. */
@Component
class BuiltInProfiles {
    static final List<String> CODES = List.of("EU-LED-DEFAULT", "DE-NW-OBG", "DE-BPOL", "UK-LE", "UK-LA", "US-CJIS");

    record BuiltIn(Profile profile, String signature) {}

    private final List<BuiltIn> all;

    BuiltInProfiles(ProfileReader reader, ProfileSignatures signatures) {
        this.all = CODES.stream()
                .map(code -> {
                    Profile profile = reader.read(resource(code + ".json"));
                    String signature = resource(code + ".sig");
                    signatures.signer(profile, signature);
                    return new BuiltIn(profile, signature);
                })
                .toList();
    }

    List<BuiltIn> all() {
        return all;
    }

    static String resource(String name) {
        try (InputStream in = BuiltInProfiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the program comes without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

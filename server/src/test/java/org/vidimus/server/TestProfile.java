package org.vidimus.server;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Rules that ask for nothing beyond a password, so that a test is about what it is about. */
public final class TestProfile {
    private TestProfile() {}

    /** As a setting of a server. */
    public static String plain() {
        try {
            return "vidimus.access.first-profile="
                    + Path.of(Objects.requireNonNull(TestProfile.class.getResource("/plain-profile.json"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.vidimus.dock.camera;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A camera in front of the dock.
 *
 * @param root its mounted folder
 * @param facts what could be read of it; a fact that could not be is not there
 */
public record Camera(Path root, Layout layout, Map<Fact, String> facts) {
    public Camera {
        facts = Map.copyOf(facts);
    }

    public Optional<String> fact(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    public Optional<String> serial() {
        return fact(Fact.SERIAL);
    }

    /** What it is called on screen: its serial, else its folder. */
    public String label() {
        return serial().orElseGet(() -> FileName.of(root).text());
    }

    /** A fact that is a number, unless the camera wrote something else. */
    public Optional<Long> number(Fact fact) {
        return fact(fact).filter(text -> text.matches("-?\\d{1,18}")).map(Long::parseLong);
    }
}

package org.vidimus.dock.camera;

/** A stage of an encounter in the camera's log, by its own clock and in its own words. */
public record Stage(String at, String stage) {
    private static final int LONGEST = 100;

    /** Whether it can be what it stands for; anything longer is no log. */
    boolean sensible() {
        return at.length() <= LONGEST
                && stage.length() <= LONGEST
                && (at + stage).chars().noneMatch(Character::isISOControl);
    }
}

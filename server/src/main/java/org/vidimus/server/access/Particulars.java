package org.vidimus.server.access;

import java.util.Optional;

/**
 * What the organisation knows of somebody beside their name.
 *
 * @param staffNumber nobody else has it; compared without regard to case
 * @param rank or function, as the organisation says it
 */
public record Particulars(Optional<String> staffNumber, Optional<String> rank, Optional<String> email) {
    public static final Particulars NONE = new Particulars(Optional.empty(), Optional.empty(), Optional.empty());
}

package org.vidimus.server.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.evidence.Original.Playback;

/**
 * What looking into an original found, as far as lists and searches need it. Everything optional that is empty leaves what was known before.
 *
 * @param mediaType from our own sniffing
 * @param start true time of the beginning as satellites told it
 * @param claimedStart the same as the file claims it, by the camera's clock
 * @param trail where it was, thinned out, in the order of time; one position if it did not move or nobody knows how
 * @param poster whether there is a small picture of it now
 */
public record Insight(
        Optional<String> mediaType,
        Playback playback,
        Optional<Duration> duration,
        Optional<Instant> start,
        Optional<Instant> claimedStart,
        Optional<List<Position>> trail,
        boolean poster) {}

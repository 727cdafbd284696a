package org.vidimus.server.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * A sealed file that ingest hands over: bytes complete, digest compared.
 *
 * @param evidence the evidence it belongs to, reserved when its upload was created; also names its data key
 * @param name exactly as received; shown escaped, never used as a path
 * @param camera serial of the camera, empty for any other file
 * @param recording the maker's recording id, unique within the camera
 * @param part from 1; parts of one recording share the evidence
 * @param sidecarOf name of the original that this file goes with (a track, a log); it joins that original's evidence and is
 *     no part of the recording
 * @param clockOffset camera clock minus true time, as the dock measured it
 */
public record Arrival(
        EvidenceId evidence,
        ObjectId object,
        String name,
        long lengthBytes,
        Sha256 sha256,
        Optional<String> camera,
        Optional<String> recording,
        int part,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Duration> clockOffset,
        Optional<PersonId> wearer,
        Optional<UnitId> unit,
        Optional<String> sidecarOf) {}

package org.vidimus.server.media.salvage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.ingest.Mishaps;
import org.vidimus.server.media.Doubts;

/**
 * Opens cases by itself, in the transaction of what shows that one is needed. What cannot be played, and the image of a card, is
 * tried at once; what plays with damage waits for somebody to ask.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Book implements Doubts, Mishaps {
    private static final Pattern FOOTAGE =
            Pattern.compile("(?i).*\\.(mp4|mov|m4v|3gp|avi|mkv|webm|ts|mts|m2ts|h264|264|hevc|265|img|dd)$");

    private final Cases cases;
    private final Originals originals;
    private final ObjectProvider<SchedulerClient> jobs;
    private final Clock clock;

    Book(Cases cases, Originals originals, ObjectProvider<SchedulerClient> jobs, Clock clock) {
        this.cases = cases;
        this.originals = originals;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void notPlayable(OriginalId id, String why) {
        Optional<Original> original = originals.find(id);
        if (original.filter(Book::shouldPlay).isPresent()) {
            openAndTry(Cases.Cause.NOT_PLAYABLE, id, why, true);
        }
    }

    @Override
    public void damaged(OriginalId id, String what) {
        openAndTry(Cases.Cause.DAMAGED, id, what, false);
    }

    @Override
    public void cardImage(OriginalId id) {
        openAndTry(Cases.Cause.CARD_IMAGE, id, "image of a memory card", true);
    }

    @Override
    public void happened(Mishap mishap) {
        cases.open(mishap, clock.instant());
    }

    @Override
    public void admitted(UUID upload) {
        cases.admitted(upload, clock.instant());
    }

    @Override
    public void arrived(String camera, String recording, int part, String file) {
        cases.arrived(camera, recording, part, file, clock.instant());
    }

    /** A list, a text or a picture plays nowhere and needs no salvage. */
    private static boolean shouldPlay(Original original) {
        String type = original.mediaType().orElse("application/octet-stream");
        boolean footage =
                type.startsWith("video/") || FOOTAGE.matcher(original.name()).matches();
        boolean other =
                type.startsWith("image/") || type.toLowerCase(Locale.ROOT).contains("gpx");
        return original.part().isPresent() && footage && !other;
    }

    private void openAndTry(Cases.Cause cause, OriginalId id, String said, boolean atOnce) {
        Instant now = clock.instant();
        Optional<UUID> opened = cases.open(cause, id, said, now);
        if (atOnce && opened.isPresent()) {
            UUID attempt = cases.begin(
                    opened.get(), Optional.empty(), Optional.empty(), Optional.empty(), Attempts.PROGRAM, now);
            jobs.getObject().scheduleIfNotExists(Attempts.job(attempt), now);
        }
    }
}

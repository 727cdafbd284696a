package org.vidimus.server.media;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Viewing;

/** Answers screens about originals: what they are, how to watch them. */
@Component
class Viewings implements Viewing.Source {
    private final Examinations examinations;
    private final Renditions renditions;

    Viewings(Examinations examinations, Renditions renditions) {
        this.examinations = examinations;
        this.renditions = renditions;
    }

    @Override
    public Map<Integer, Viewing> of(EvidenceId evidence) {
        Map<Integer, Set<String>> made = renditions.names(evidence);
        Map<Integer, Viewing> viewings = new HashMap<>();
        for (Examination found : examinations.of(evidence)) {
            Set<String> names = made.getOrDefault(found.id().n(), Set.of());
            viewings.put(found.id().n(), viewing(found, names));
        }
        return Collections.unmodifiableMap(viewings);
    }

    private static Viewing viewing(Examination found, Set<String> made) {
        return new Viewing(
                found.facts().orElse(null),
                new Viewing.Playback(
                        found.playback(),
                        found.plays().map(plays -> url(found.id(), plays)).orElse(null),
                        found.playsType().orElse(null),
                        found.kind(),
                        found.progress().orElse(null),
                        found.reason().orElse(null)),
                new Viewing.Renditions(
                        address(found.id(), made, Rendition.POSTER),
                        address(found.id(), made, Rendition.SPRITE),
                        address(found.id(), made, Rendition.WAVEFORM),
                        address(found.id(), made, Rendition.FRAMES)));
    }

    private static String url(OriginalId id, Examination.Plays plays) {
        return switch (plays) {
            case ORIGINAL -> Rendition.original(id) + "/content";
            case PROXY -> Rendition.address(id, Rendition.PROXY);
            case PICTURE -> Rendition.address(id, Rendition.PICTURE);
        };
    }

    private static @Nullable String address(OriginalId id, Set<String> made, String name) {
        return made.contains(name) ? Rendition.address(id, name) : null;
    }
}

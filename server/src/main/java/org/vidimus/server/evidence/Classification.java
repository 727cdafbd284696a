package org.vidimus.server.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.Categories.Category;
import org.vidimus.server.evidence.Evidences.Basics;

/** What a person files evidence as. A part that is left out stays as it is; an empty category or place is taken away. */
record Classification(
        @Nullable String title,
        @Nullable String category,
        @Nullable String place) {
    private static final int LONGEST = 200;

    void refuseNonsense(List<Category> known) {
        if (title != null && (title.isBlank() || title.length() > LONGEST)) {
            throw new EvidenceProblem.NotUnderstood("title", "1 to " + LONGEST + " characters", shortened(title))
                    .refused();
        }
        if (place != null && place.length() > LONGEST) {
            throw new EvidenceProblem.NotUnderstood("place", "at most " + LONGEST + " characters", shortened(place))
                    .refused();
        }
        if (category != null
                && !category.isEmpty()
                && known.stream().noneMatch(one -> one.id().equals(category))) {
            throw new EvidenceProblem.NotUnderstood("category", "the id of a category", shortened(category)).refused();
        }
    }

    Basics applied(Basics before) {
        return new Basics(
                before.id(),
                before.kind(),
                title == null ? before.title() : Originals.storable(title.strip()),
                changed(category, before.category()),
                changed(place, before.place()),
                before.camera(),
                before.recording(),
                before.wearer(),
                before.unit());
    }

    /** What the ledger shall say: old and new value of everything that was asked to change. */
    Map<String, String> notes(Basics before) {
        Map<String, String> notes = new LinkedHashMap<>();
        note(notes, "title", title, before.title());
        note(notes, "category", category, before.category().orElse(""));
        note(notes, "place", place, before.place().orElse(""));
        return notes;
    }

    private static void note(Map<String, String> notes, String what, @Nullable String now, String before) {
        if (now != null) {
            notes.put(what + "-before", before);
            notes.put(what, now);
        }
    }

    private static Optional<String> changed(@Nullable String now, Optional<String> before) {
        return now == null
                ? before
                : Optional.of(Originals.storable(now.strip())).filter(text -> !text.isEmpty());
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

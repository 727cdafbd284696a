package org.vidimus.server.evidence;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Caller;

/** Whole pieces of evidence, for rooms that tell others about them. Whoever asks has passed the gate already. */
@Component
public class Details {
    private final Listing listing;
    private final Cards cards;
    private final Categories categories;

    Details(Listing listing, Cards cards, Categories categories) {
        this.listing = listing;
        this.cards = cards;
        this.categories = categories;
    }

    /** The evidence with its originals, as the caller would see it. */
    public Optional<Detail> find(Caller caller, EvidenceId id) {
        return listing.find(id).map(row -> cards.detail(caller, row));
    }

    /** The category's name in a language. */
    public Optional<String> category(String id, Locale locale) {
        return categories.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(one -> one.name(locale));
    }
}

package org.vidimus.server.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Level;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Categories.Category;
import org.vidimus.server.evidence.Evidences.Basics;
import org.vidimus.server.evidence.Listing.Row;
import org.vidimus.server.evidence.Tally.Line;

/** Finding evidence and filing it. */
@Service
class Library {
    private final Gate gate;
    private final Scopes scopes;
    private final Listing listing;
    private final Tally tally;
    private final Evidences evidences;
    private final Categories categories;
    private final Sums sums;
    private final Cards cards;
    private final Holding holding;

    Library(
            Gate gate,
            Scopes scopes,
            Listing listing,
            Tally tally,
            Evidences evidences,
            Categories categories,
            Sums sums,
            Cards cards,
            Holding holding) {
        this.gate = gate;
        this.scopes = scopes;
        this.listing = listing;
        this.tally = tally;
        this.evidences = evidences;
        this.categories = categories;
        this.sums = sums;
        this.cards = cards;
        this.holding = holding;
    }

    /** One page, and where the next one begins if there is one. */
    record Page(List<Card> items, Optional<Cursor> next) {}

    Page list(Caller caller, Filter filter, Order order, Optional<Cursor> after, int limit) {
        return gate.view(Passage.of(caller, Action.EVIDENCE_LIST), outcome -> {
            List<Row> rows = listing.page(scopes.of(caller, Action.EVIDENCE_LIST), filter, order, after, limit + 1);
            List<Row> shown = rows.subList(0, Math.min(limit, rows.size()));
            Optional<Cursor> next =
                    rows.size() > limit ? Optional.of(shown.getLast().cursor(order)) : Optional.empty();
            return new Page(cards.of(caller, shown), next);
        });
    }

    Facets facets(Caller caller, Filter filter, Locale locale) {
        return gate.view(Passage.of(caller, Action.EVIDENCE_LIST), outcome -> {
            Map<String, List<Line>> counts = tally.count(scopes.of(caller, Action.EVIDENCE_LIST), filter);
            return cards.facets(counts, locale);
        });
    }

    Detail show(Caller caller, EvidenceId id, Optional<String> purpose) {
        return gate.view(
                passage(caller, Action.EVIDENCE_SHOW, id, purpose), outcome -> cards.detail(caller, found(id)));
    }

    /** Files evidence; what the change leaves empty stays as it is, and an empty text takes a value away. */
    Detail classify(Caller caller, EvidenceId id, Classification change, Optional<String> purpose) {
        return gate.change(passage(caller, Action.EVIDENCE_CLASSIFY, id, purpose), outcome -> {
            Basics before = evidences.lock(id);
            List<Category> known = categories.all();
            change.refuseNonsense(known);
            Basics after = change.applied(before);
            evidences.classify(id, after.title(), after.category(), after.place());
            sums.refresh(id);
            change.notes(before).forEach(outcome::note);
            known.stream()
                    .filter(category -> category.id().equals(change.category()))
                    .forEach(category -> holding.filed(id, category, outcome));
            return cards.detail(caller, found(id));
        });
    }

    List<Category> categories(Caller caller) {
        return gate.view(Passage.of(caller, Action.CATEGORY_LIST), outcome -> categories.all());
    }

    /** @param level how closely evidence is held at least from when it is filed under it; none where that says nothing about it */
    void holdCategory(Caller caller, String category, @Nullable Level level) {
        Passage passage = Passage.of(caller, Action.CATEGORY_CHANGE)
                .with("category", category)
                .with("level", level == null ? "" : level.name());
        gate.change(passage, outcome -> {
            if (!categories.hold(category, level)) {
                throw new EvidenceProblem.CategoryUnknown().refused();
            }
            return outcome;
        });
    }

    private Row found(EvidenceId id) {
        return listing.find(id).orElseThrow(() -> new EvidenceProblem.Unknown(id).refused());
    }

    static Passage passage(Caller caller, Action action, EvidenceId id, Optional<String> purpose) {
        return Passage.of(caller, action, Subject.evidence(id.value())).because(purpose);
    }
}

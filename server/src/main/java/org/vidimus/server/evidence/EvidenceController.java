package org.vidimus.server.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Level;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

/** Lists, details and filing of evidence. */
@RestController
class EvidenceController {
    private static final int MOST = 200;

    private final Library library;

    EvidenceController(Library library) {
        this.library = library;
    }

    record Cards(List<Card> items, @Nullable String next) {}

    /** @param level how closely evidence is held at least from when it is filed under it */
    record CategoryName(String id, String name, @Nullable Level level) {}

    record CategoryWish(@Nullable Level level) {}

    record CategoryNames(List<CategoryName> items) {}

    @GetMapping("/api/evidence")
    @Does(Action.EVIDENCE_LIST)
    Cards list(
            Caller caller,
            @ParameterObject Asked asked,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "newest") String sort) {
        Library.Page page = library.list(
                caller, asked.filter(), Asked.order(sort), Asked.cursor(after), Math.clamp(limit, 1, MOST));
        return new Cards(page.items(), page.next().map(Cursor::toString).orElse(null));
    }

    @GetMapping("/api/evidence/facets")
    @Does(Action.EVIDENCE_LIST)
    Facets facets(Caller caller, @ParameterObject Asked asked, Locale locale) {
        return library.facets(caller, asked.filter(), locale);
    }

    @GetMapping("/api/evidence/{id}")
    @Does(Action.EVIDENCE_SHOW)
    Detail show(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose) {
        return library.show(caller, new EvidenceId(id), Optional.ofNullable(purpose));
    }

    @PatchMapping("/api/evidence/{id}")
    @Does(Action.EVIDENCE_CLASSIFY)
    Detail classify(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody Classification change,
            @RequestHeader(name = "Vidimus-Purpose", required = false) @Nullable String purpose) {
        return library.classify(caller, new EvidenceId(id), change, Optional.ofNullable(purpose));
    }

    @GetMapping("/api/categories")
    @Does(Action.CATEGORY_LIST)
    CategoryNames categories(Caller caller, Locale locale) {
        return new CategoryNames(library.categories(caller).stream()
                .map(one -> new CategoryName(one.id(), one.name(locale), one.level()))
                .toList());
    }

    /** Says how closely evidence is held at least from when it is filed under the category. Filed evidence stays as it is. */
    @PutMapping("/api/categories/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.CATEGORY_CHANGE)
    void changeCategory(Caller caller, @PathVariable String id, @RequestBody CategoryWish wish) {
        library.holdCategory(caller, id, wish.level());
    }
}

package org.vidimus.server.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.evidence.Listing.Row;

/** What a caller may do with each piece of evidence on a page, asked once a page and not once a piece. */
@Component
class Rights {
    private static final List<Action> ASKED = List.of(
            Action.EVIDENCE_SHOW,
            Action.EVIDENCE_PREVIEW,
            Action.EVIDENCE_VIEW,
            Action.EVIDENCE_DOWNLOAD,
            Action.EVIDENCE_CLASSIFY,
            Action.EVIDENCE_HISTORY,
            Action.BUNDLE_EXPORT);

    private final Scopes scopes;

    Rights(Scopes scopes) {
        this.scopes = scopes;
    }

    /** How far the caller sees in lists. */
    Scope list(Caller caller) {
        return scopes.of(caller, Action.EVIDENCE_LIST);
    }

    OfCaller of(Caller caller) {
        List<Reach> reaches = new ArrayList<>();
        for (Action action : ASKED) {
            reaches.add(new Reach(action, scopes.of(caller, action)));
        }
        return new OfCaller(reaches);
    }

    /** The rights of one caller. */
    record OfCaller(List<Reach> reaches) {
        List<String> over(Row row) {
            return reaches.stream()
                    .filter(reach -> reach.covers(row))
                    .map(reach -> reach.action().code())
                    .toList();
        }
    }

    record Reach(Action action, Scope scope) {
        boolean covers(Row row) {
            return switch (scope) {
                case Scope.All() -> true;
                case Scope.Unit(var unit) -> row.unit().equals(Optional.of(unit));
                case Scope.Own(var wearer) -> row.wearer().equals(Optional.of(wearer));
                case Scope.Nothing() -> false;
            };
        }
    }
}

package org.vidimus.server.access;

import static org.vidimus.server.custody.Action.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller.Role;

/** The table of what each role may do, and how far. Nothing that is not here is allowed. */
final class Rights {
    /** How far a right goes. */
    enum Reach {
        /** What the person wore or made. */
        OWN,
        /** What belongs to the person's unit, and what they wore or made. */
        UNIT,
        ALL
    }

    private static final Set<Action> ANYONE = EnumSet.of(
            HOUSE_SET_UP,
            SESSION_START,
            SESSION_END,
            LEDGER_CHECKPOINT,
            LEDGER_TILE,
            API_DESCRIBE,
            HEALTH_SHOW,
            DESK_OPEN,
            ERROR_SHOW);

    private static final Map<Role, Map<Action, Reach>> TABLE = table();

    private Rights() {}

    /** For whoever knocks, signed in or not. */
    static boolean isOpenToAnyone(Action action) {
        return ANYONE.contains(action);
    }

    static Optional<Reach> of(Role role, Action action) {
        return Optional.ofNullable(TABLE.getOrDefault(role, Map.of()).get(action));
    }

    private static Map<Role, Map<Action, Reach>> table() {
        var table = new EnumMap<Role, Map<Action, Reach>>(Role.class);
        table.put(Role.WEARER, wearer());
        table.put(Role.SUPERVISOR, supervisor());
        table.put(Role.EVIDENCE_MANAGER, evidenceManager());
        table.put(Role.ADMINISTRATOR, administrator());
        table.put(Role.DOCK, dock());
        return table;
    }

    private static Map<Action, Reach> wearer() {
        var rights = person();
        grant(rights, Reach.OWN, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW, EVIDENCE_HISTORY);
        grant(rights, Reach.OWN, EVIDENCE_CLASSIFY, CAMERA_LIST, PERSON_LIST, LEDGER_PROVE);
        grant(rights, Reach.OWN, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL, UPLOAD_SHOW, UPLOAD_TERMINATE);
        return rights;
    }

    private static Map<Action, Reach> supervisor() {
        var rights = person();
        grant(rights, Reach.UNIT, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW, EVIDENCE_HISTORY);
        grant(rights, Reach.UNIT, EVIDENCE_CLASSIFY, CAMERA_LIST, PERSON_LIST, LEDGER_PROVE, UPLOAD_SHOW);
        grant(rights, Reach.OWN, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL, UPLOAD_TERMINATE);
        return rights;
    }

    private static Map<Action, Reach> evidenceManager() {
        var rights = person();
        grant(rights, Reach.ALL, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW, EVIDENCE_HISTORY);
        grant(rights, Reach.ALL, EVIDENCE_DOWNLOAD, EVIDENCE_CLASSIFY, EVIDENCE_EXAMINE, EVIDENCE_RENDER);
        grant(rights, Reach.ALL, BUNDLE_EXPORT, BUNDLE_DOWNLOAD, QUARANTINE_LIST, VAULT_SCRUB, VAULT_REPORT);
        grant(rights, Reach.ALL, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL, UPLOAD_SHOW, UPLOAD_TERMINATE);
        grant(rights, Reach.ALL, CAMERA_LIST, PERSON_LIST, LEDGER_PROVE);
        return rights;
    }

    /** Keeps the house, and sees no footage. */
    private static Map<Action, Reach> administrator() {
        var rights = person();
        grant(rights, Reach.ALL, PERSON_LIST, PERSON_CREATE, UNIT_CREATE, TOKEN_LIST, TOKEN_REVOKE);
        grant(rights, Reach.ALL, TOKEN_CREATE_DOCK);
        grant(rights, Reach.ALL, CAMERA_LIST, CAMERA_REGISTER, VAULT_REPORT, LEDGER_PROVE);
        return rights;
    }

    private static Map<Action, Reach> dock() {
        var rights = new EnumMap<Action, Reach>(Action.class);
        grant(rights, Reach.ALL, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL, UPLOAD_SHOW, UPLOAD_TERMINATE);
        grant(rights, Reach.ALL, CAMERA_REPORT, CAMERA_ERASE, SESSION_SHOW);
        return rights;
    }

    /** What everybody with a name may do. */
    private static Map<Action, Reach> person() {
        var rights = new EnumMap<Action, Reach>(Action.class);
        grant(rights, Reach.OWN, SESSION_SHOW, CATEGORY_LIST, EVENTS_FOLLOW);
        grant(rights, Reach.OWN, TOKEN_CREATE, TOKEN_LIST, TOKEN_REVOKE);
        return rights;
    }

    private static void grant(Map<Action, Reach> rights, Reach reach, Action... actions) {
        for (Action action : actions) {
            rights.put(action, reach);
        }
    }
}

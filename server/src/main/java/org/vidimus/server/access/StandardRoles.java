package org.vidimus.server.access;

import static org.vidimus.server.custody.Action.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller.Role;

/**
 * The roles that a house begins with. They come with the program and are the same in every house; whoever needs others makes
 * their own.
 */
final class StandardRoles {
    private static final Set<Action> ANYONE = EnumSet.of(
            HOUSE_SET_UP,
            SESSION_START,
            SESSION_END,
            OPENID_OFFER,
            SIGN_IN_OFFER,
            PERSON_SET_UP,
            KIOSK_JOIN,
            LEDGER_CHECKPOINT,
            LEDGER_TILE,
            API_DESCRIBE,
            HEALTH_SHOW,
            DESK_OPEN,
            ERROR_SHOW,
            INTEGRATION_OPEN);

    private static final String BREAK_GLASS = "BREAK_GLASS_";
    /** About nobody but oneself: for whoever is signed in at a screen, with any duty or none. A token does not do it. */
    private static final Set<Action> ONESELF =
            EnumSet.of(SESSION_SHOW, SESSION_CONFIRM, SESSION_LIST, SIGN_IN_SHOW, SIGN_IN_CHANGE, PIN_SHOW, PIN_CHANGE);

    private static final Map<String, Map<Action, List<Right>>> TABLE = table();

    private StandardRoles() {}

    /** For whoever knocks, signed in or not. */
    static boolean isOpenToAnyone(Action action) {
        return ANYONE.contains(action);
    }

    static boolean isAboutOneself(Action action) {
        return ONESELF.contains(action);
    }

    /** By role, in the order that screens show them. */
    static Map<String, Map<Action, List<Right>>> all() {
        return TABLE;
    }

    static List<Right> rights(String role, Action action) {
        return TABLE.getOrDefault(role, Map.of()).getOrDefault(action, List.of());
    }

    private static Map<String, Map<Action, List<Right>>> table() {
        var table = new LinkedHashMap<String, Map<Action, List<Right>>>();
        table.put(Role.WEARER.name(), wearer());
        table.put(Role.SUPERVISOR.name(), supervisor());
        table.put(Role.EVIDENCE_MANAGER.name(), evidenceManager());
        table.put(Role.FLEET_MANAGER.name(), fleetManager());
        table.put(Role.ADMINISTRATOR.name(), administrator());
        table.put(Role.DIRECTORY.name(), directory());
        table.put(Role.AUDITOR.name(), auditor());
        table.put(Role.WORKS_COUNCIL.name(), worksCouncil());
        table.put(Role.DOCK.name(), dock());
        table.put(Role.INTEGRATION.name(), integration());
        table.put(Role.KIOSK.name(), kiosk());
        for (Level upTo : Level.values()) {
            table.put(breakGlass(upTo), brokenGlass(upTo));
        }
        return table;
    }

    private static Map<Action, List<Right>> wearer() {
        var rights = person();
        grant(rights, Reach.OWN, Level.RESTRICTED, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW);
        grant(rights, Reach.OWN, Level.RESTRICTED, EVIDENCE_HISTORY, EVIDENCE_VIEWERS, EVIDENCE_CLASSIFY, LEDGER_PROVE);
        grant(rights, Reach.OWN, Level.RESTRICTED, CAMERA_LIST, PERSON_LIST);
        grant(rights, Reach.OWN, Level.RESTRICTED, CAMERA_ENDURANCE);
        grant(rights, Reach.OWN, Level.RESTRICTED, CAMERA_TELEMETRY);
        grant(rights, Reach.OWN, Level.RESTRICTED, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL);
        grant(rights, Reach.OWN, Level.RESTRICTED, UPLOAD_SHOW, UPLOAD_TERMINATE);
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, FAULT_REPORT, FAULT_LIST);
        grant(rights, Reach.UNIT, Level.CONFIDENTIAL, FAULT_REPORT);
        named(rights);
        return rights;
    }

    private static Map<Action, List<Right>> supervisor() {
        var rights = person();
        for (Reach reach : List.of(Reach.OWN, Reach.UNIT_AND_BELOW)) {
            Level upTo = reach == Reach.OWN ? Level.RESTRICTED : Level.OPEN;
            grant(rights, reach, upTo, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW);
            grant(rights, reach, upTo, EVIDENCE_HISTORY, EVIDENCE_CLASSIFY, EVIDENCE_VIEWERS, LEDGER_PROVE);
            grant(rights, reach, upTo, CAMERA_LIST, PERSON_LIST, UPLOAD_SHOW);
            grant(rights, reach, upTo, FAULT_REPORT, FAULT_LIST, TICKET_LIST);
            grant(rights, reach, upTo, CAMERA_ENDURANCE);
            grant(rights, reach, upTo, CAMERA_TELEMETRY);
        }
        grant(rights, Reach.UNIT_AND_BELOW, Level.OPEN, BATTERY_LIST);
        grant(rights, Reach.OWN, Level.RESTRICTED, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL, UPLOAD_TERMINATE);
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, GLASS_BREAK, GLASS_END, GLASS_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, APPROVAL_DECIDE);
        grant(rights, Reach.UNIT_AND_BELOW, Level.OPEN, EVIDENCE_COMPLAIN);
        grant(rights, Reach.UNIT_AND_BELOW, Level.OPEN, CAMERA_HAND_OUT, CAMERA_TAKE_BACK, EVIDENCE_ASSIGN);
        grant(rights, Reach.UNIT_AND_BELOW, Level.OPEN, DOCK_LIST);
        named(rights);
        return rights;
    }

    private static Map<Action, List<Right>> evidenceManager() {
        var rights = person();
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, EVIDENCE_HISTORY, EVIDENCE_DOWNLOAD, EVIDENCE_CLASSIFY);
        grant(
                rights,
                Reach.ALL,
                Level.CONFIDENTIAL,
                EVIDENCE_EXAMINE,
                EVIDENCE_RENDER,
                EVIDENCE_ENTRUST,
                EVIDENCE_VIEWERS);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, BUNDLE_EXPORT, BUNDLE_DOWNLOAD, QUARANTINE_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, QUARANTINE_ADMIT);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, EVIDENCE_COMPLAIN, APPROVAL_LIST, APPROVAL_DECIDE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, GLASS_LIST, GLASS_REVIEW);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, VAULT_SCRUB, VAULT_REPORT, CAMERA_LIST, PERSON_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, LEDGER_PROVE, LEDGER_LEAVES);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, UPLOAD_SHOW, UPLOAD_TERMINATE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, OPENING_DELAYS, OPENING_DELAY);
        grant(
                rights,
                Reach.ALL,
                Level.CONFIDENTIAL,
                SALVAGE_LIST,
                SALVAGE_SHOW,
                SALVAGE_RUN,
                SALVAGE_CLOSE,
                SALVAGE_KEEP);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, EVIDENCE_ASSIGN);
        return rights;
    }

    /** Keeps cameras and docks, and sees no footage. */
    private static Map<Action, List<Right>> fleetManager() {
        var rights = person();
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_LIST, CAMERA_REGISTER, PERSON_LIST, UPLOAD_SHOW);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, SALVAGE_LIST, SALVAGE_SHOW);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, INTEGRATION_LIST, INTEGRATION_CHANGE);
        handsOut(rights);
        grant(
                rights,
                Reach.ALL,
                Level.CONFIDENTIAL,
                FAULT_REPORT,
                FAULT_LIST,
                TICKET_LIST,
                TICKET_CHANGE,
                FLEET_FIGURES);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, ALERT_LIST, ALERT_TAKE, ALERT_RULE, NOTICE_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_ENDURANCE, BATTERY_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, DOCK_LIST, DOCK_CHANGE, CAMERA_TELEMETRY);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_SETTINGS_LIST, CAMERA_SETTINGS_CHANGE);
        return rights;
    }

    /** Keeps the house, and sees no footage. */
    private static Map<Action, List<Right>> administrator() {
        var rights = person();
        grant(
                rights,
                Reach.ALL,
                Level.CONFIDENTIAL,
                PERSON_LIST,
                PERSON_CREATE,
                PERSON_CHANGE,
                UNIT_CREATE,
                UNIT_CHANGE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, PERSON_INVITE, PERSON_RECOVER, PERSON_LOCK, PERSON_RELEASE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, PERSON_SESSIONS, SESSION_END_OTHER);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, ROLE_LIST, ROLE_CHANGE, DUTY_CHANGE, POLICY_EXPLAIN);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, PERSON_IMPORT, PERSON_EXPORT, DIRECTORY_MAP);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, TOKEN_LIST, TOKEN_REVOKE, TOKEN_CREATE_DOCK);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, PROFILE_ADD, PROFILE_ADOPT, APPROVAL_LIST, APPROVAL_DECIDE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_LIST, CAMERA_REGISTER, VAULT_REPORT);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_ENDURANCE, BATTERY_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, DOCK_LIST, DOCK_CHANGE, CAMERA_SETTINGS_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, TOKEN_CREATE_SERVICE, SERVICE_CREATE, SERVICE_LIST);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, OPENID_SHOW, OPENID_CHANGE, OPENID_LINK);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, INTEGRATION_LIST, INTEGRATION_CHANGE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, DOCK_CERTIFY, DOCK_CERTIFICATES, DOCK_CERTIFICATE_REVOKE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, ALERT_LIST, ALERT_TAKE, ALERT_RULE, ALERT_SEND);
        grant(
                rights,
                Reach.ALL,
                Level.CONFIDENTIAL,
                NOTICE_LIST,
                NOTICE_CHANGE,
                CATEGORY_CHANGE,
                FAULT_LIST,
                TICKET_LIST,
                FLEET_FIGURES);
        handsOut(rights);
        return rights;
    }

    /** Keeps the register, and says who has which camera. */
    private static void handsOut(Map<Action, List<Right>> rights) {
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_CHANGE, CAMERA_IMPORT);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_HAND_OUT, CAMERA_HAND_OUT_EXCEPTION, CAMERA_TAKE_BACK);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, KIOSK_LIST, KIOSK_PAIR, KIOSK_REVOKE, PERSON_BADGE);
    }

    /** The screen in the dock room: gives somebody who is known there a camera, takes faults, shows the docks, and nothing else. */
    private static Map<Action, List<Right>> kiosk() {
        var rights = new EnumMap<Action, List<Right>>(Action.class);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, KIOSK_SHOW, KIOSK_IDENTIFY, KIOSK_TAKE, FAULT_REPORT, DOCK_LIST);
        return rights;
    }

    /** The code of the role that emergency access brings. */
    static String breakGlass(Level upTo) {
        return BREAK_GLASS + upTo.name();
    }

    /** Whether it is a role that nobody entrusts to anybody: a dock's or a kiosk's by its token, or emergency access. */
    static boolean isByItself(String role) {
        return role.equals(Role.DOCK.name())
                || role.equals(Role.KIOSK.name())
                || role.equals(Role.INTEGRATION.name())
                || role.startsWith(BREAK_GLASS);
    }

    /** To look, everywhere; nothing more. */
    private static Map<Action, List<Right>> brokenGlass(Level upTo) {
        var rights = new EnumMap<Action, List<Right>>(Action.class);
        grant(rights, Reach.ALL, upTo, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW);
        grant(rights, Reach.ALL, upTo, EVIDENCE_HISTORY, LEDGER_PROVE);
        return rights;
    }

    /** The organisation's directory, by the token of a service person: keeps people and groups, and sees nothing else. */
    private static Map<Action, List<Right>> directory() {
        var rights = person();
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, SCIM_READ, SCIM_CHANGE);
        return rights;
    }

    /** Reads all that was done, and sees no footage. */
    private static Map<Action, List<Right>> auditor() {
        var rights = person();
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, LEDGER_READ, LEDGER_EXPORT, LEDGER_PROVE, LEDGER_LEAVES);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, OPENING_DELAYS, OPENING_REVIEW);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, PERSON_LIST, PERSON_SIGHT, ROLE_LIST, POLICY_EXPLAIN);
        return rights;
    }

    /** Sees rules and counts, never content or names. */
    private static Map<Action, List<Right>> worksCouncil() {
        var rights = person();
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, COUNTS_SHOW);
        return rights;
    }

    private static Map<Action, List<Right>> dock() {
        var rights = new EnumMap<Action, List<Right>>(Action.class);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, UPLOAD_CREATE, UPLOAD_APPEND, UPLOAD_SEAL);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, UPLOAD_SHOW, UPLOAD_TERMINATE);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, CAMERA_REPORT, CAMERA_ERASE, SESSION_SHOW, DOCK_CERTIFY);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, DOCK_SLOTS);
        return rights;
    }

    /** A system of cameras at its own door: puts things in, and looks at nothing but what it put there itself. */
    private static Map<Action, List<Right>> integration() {
        var rights = new EnumMap<Action, List<Right>>(Action.class);
        grant(rights, Reach.ALL, Level.CONFIDENTIAL, INTEGRATION_READ, INTEGRATION_RECEIVE, INTEGRATION_STORE);
        return rights;
    }

    /** What everybody with a name may do. */
    private static Map<Action, List<Right>> person() {
        var rights = new EnumMap<Action, List<Right>>(Action.class);
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, SESSION_SHOW, CATEGORY_LIST, EVENTS_FOLLOW);
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, TOKEN_CREATE, TOKEN_LIST, TOKEN_REVOKE);
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, PROFILE_LIST, APPROVAL_ASK, APPROVAL_LIST, APPROVAL_WITHDRAW);
        // Whoever wore the camera may know who watches what it saw, however closely that is held.
        grant(rights, Reach.OWN, Level.CONFIDENTIAL, OPENING_LIST);
        return rights;
    }

    /** Somebody who is named for a piece of evidence may watch it. */
    private static void named(Map<Action, List<Right>> rights) {
        grant(rights, Reach.GRANTED, Level.CONFIDENTIAL, EVIDENCE_LIST, EVIDENCE_SHOW, EVIDENCE_PREVIEW, EVIDENCE_VIEW);
        grant(rights, Reach.GRANTED, Level.CONFIDENTIAL, EVIDENCE_HISTORY, LEDGER_PROVE);
    }

    private static void grant(Map<Action, List<Right>> rights, Reach reach, Level upTo, Action... actions) {
        for (Action action : actions) {
            rights.computeIfAbsent(action, _ -> new ArrayList<>()).add(new Right(action, reach, upTo));
        }
    }
}
